-- case: a new column
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders add column state text;
-- case: the table has another name, and a view the old one
-- given
create table note (id int primary key, body text not null default '');
grant select on note to public;
-- step
alter table note rename to notes;
create view note as select * from notes;
