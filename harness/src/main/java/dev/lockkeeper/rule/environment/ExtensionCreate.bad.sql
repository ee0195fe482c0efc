-- case: one that is trusted
-- step
-- expect extension-create
create extension hstore;
-- case: one that only a superuser may make
-- step
create table t (id bigint primary key);
-- expect extension-create
create extension if not exists file_fdw;
