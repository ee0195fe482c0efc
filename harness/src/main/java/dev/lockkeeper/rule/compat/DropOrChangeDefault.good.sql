-- case: a default where there was none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders alter column note set default '';
-- case: the cast changes with the type
-- given
create table orders (id bigint primary key, state varchar(10) default 'new');
-- step
alter table orders alter column state type text;
