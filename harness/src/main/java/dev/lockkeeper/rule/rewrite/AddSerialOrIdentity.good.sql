-- case: a new table
-- given
create table other (id int);
-- step
create table fresh (id bigserial primary key, n bigint generated always as identity);
