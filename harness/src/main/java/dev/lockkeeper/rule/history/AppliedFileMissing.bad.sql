-- case: another branch was deployed
-- config: history=own
-- step
select 1;
-- expect applied-file-missing
-- live:
create table schema_migrations(version bigint primary key, dirty boolean not null);
insert into schema_migrations values (7, false);
