-- case: an extension that only a superuser may make
-- config: deployer=lockkeeper_deployer
-- step
create extension file_fdw;
-- expect extension-unavailable
-- live:
do $$ begin create role lockkeeper_deployer; exception when duplicate_object or unique_violation then null; end $$;
