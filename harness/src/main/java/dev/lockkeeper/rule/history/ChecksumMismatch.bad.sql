-- case: the file is not the one that sqlx ran
-- config: format=sqlx history=own
-- file: 1_a.sql
create table a(id int);
-- expect checksum-mismatch
-- live:
create table _sqlx_migrations(version bigint primary key, description text not null, installed_on timestamptz not null
  default now(), success boolean not null, checksum bytea not null, execution_time bigint not null);
create table a(id int);
insert into _sqlx_migrations values (1, 'a', now(), true, '\x00', 1);
