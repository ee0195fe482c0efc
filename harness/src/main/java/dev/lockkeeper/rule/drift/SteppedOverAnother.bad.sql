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
