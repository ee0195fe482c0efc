-- case: a table of another shape
-- base
create table failures (id int, stars int);
-- given
select 1;
-- step
-- expect if-not-exists-steps-over
create table if not exists failures (id int, stars numeric not null default 0, at timestamptz);
-- case: an index on another column
-- given
create table t (a int, b int);
create index i on t (a);
-- step
-- expect if-not-exists-steps-over
create index if not exists i on t (b);
-- case: a column of another type
-- given
create table site (id int primary key, score text);
-- step
-- expect if-not-exists-steps-over
alter table site add column if not exists score numeric not null default 0;
-- case: a sequence that counts otherwise
-- given
create sequence ticket_no increment 10;
-- step
-- expect if-not-exists-steps-over
create sequence if not exists ticket_no;
-- case: a type that lacks a label
-- given
create type tone as enum ('soft');
-- step
-- expect if-not-exists-steps-over
do $$ begin create type tone as enum ('soft', 'loud'); exception when duplicate_object then null; end $$;
