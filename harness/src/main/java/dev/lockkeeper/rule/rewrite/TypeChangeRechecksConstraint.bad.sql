-- case: varchar to text under a check
-- given
create table users (id bigint primary key, name varchar(20), constraint named check (name <> ''));
insert into users select n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect type-change-rechecks-constraint
alter table users alter column name type text;
