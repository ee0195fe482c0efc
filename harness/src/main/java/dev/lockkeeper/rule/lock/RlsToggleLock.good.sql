-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int);
alter table fresh enable row level security;
create policy p on fresh using (id > 0);
