-- case: nothing was there
-- given
select 1;
-- step
create table if not exists failures (id int, stars numeric not null default 0, at timestamptz);
-- case: the same was there
-- base
create table failures (id int, stars numeric not null default 0, at timestamptz);
-- given
select 1;
-- step
create table if not exists failures (id int, stars numeric not null default 0, at timestamptz);
