-- case: it is there
-- given
create extension hstore;
-- step
create extension if not exists hstore;
-- case: the live database cannot have it, which another rule says
-- config: deployer=lockkeeper_deployer
-- step
create extension file_fdw;
-- live:
do $$ begin create role lockkeeper_deployer; exception when duplicate_object or unique_violation then null; end $$;
