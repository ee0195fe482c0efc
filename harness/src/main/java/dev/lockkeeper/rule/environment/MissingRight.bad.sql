-- case: somebody else's table
-- config: deployer=lockkeeper_deployer
-- given
create table t(id int primary key);
-- step
alter table t add column n int;
-- expect missing-right
-- live:
do $$ begin create role lockkeeper_deployer; exception when duplicate_object or unique_violation then null; end $$;
