-- case: a column in use
-- given
create table orders (id bigint primary key, note text not null);
-- step
-- expect loosen-null
alter table orders alter column note drop not null;
