-- case: a branch was merged late
-- config: format=sqlx history=own
-- file: 1_a.sql
create table a(id int);
-- expect out-of-order
-- file: 2_b.sql
create table b(id int);
-- live:
create table _sqlx_migrations(version bigint primary key, description text not null, installed_on timestamptz not null
  default now(), success boolean not null, checksum bytea not null, execution_time bigint not null);
create table b(id int);
insert into _sqlx_migrations values (2, 'b', now(), true, '\xa2bad3237bf6d1131f630ac9de9c4ef7dc82dd6f364eaab33e193986cba2fa78d21c5c7df229abaf6b8af66f84d90585', 1);
