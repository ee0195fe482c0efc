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
-- case: a column that is there already
-- given
create table site (id int primary key, score numeric not null default 0);
-- step
alter table site add column if not exists score numeric not null default 0;
-- case: a type that is there already
-- given
create type tone as enum ('soft', 'loud');
-- step
do $$ begin create type tone as enum ('soft', 'loud'); exception when duplicate_object then null; end $$;
