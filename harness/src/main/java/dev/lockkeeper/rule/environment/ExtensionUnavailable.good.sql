-- case: a trusted extension
-- config: deployer=lockkeeper_deployer
-- step
create extension hstore;
-- live:
do $$ begin create role lockkeeper_deployer; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin execute format('grant create on database %I to lockkeeper_deployer', current_database()); end $$;
grant create on schema public to lockkeeper_deployer;
