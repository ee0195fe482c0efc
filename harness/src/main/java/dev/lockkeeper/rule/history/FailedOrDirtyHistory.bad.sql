-- case: a dirty row
-- config: history=own
-- step
select 1;
-- expect failed-or-dirty-history
-- live:
create table schema_migrations(version bigint primary key, dirty boolean not null);
insert into schema_migrations values (2, true);
