-- case: a name made by chance
-- given
create table a (id int primary key);
-- step
-- expect nondeterministic-chain
do $$ begin execute format('create table t_%s (id int)', replace(gen_random_uuid()::text, '-', '')); end $$;
-- case: a date only some sessions understand
-- given
create table a (id int primary key, d date);
-- step
-- expect nondeterministic-chain
alter table a add column since date default '02/03/2020';
