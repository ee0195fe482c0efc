-- case: the file is the one that sqlx ran
-- config: format=sqlx history=own
-- file: 1_a.sql
create table a(id int);
-- live:
create table _sqlx_migrations(version bigint primary key, description text not null, installed_on timestamptz not null
  default now(), success boolean not null, checksum bytea not null, execution_time bigint not null);
create table a(id int);
insert into _sqlx_migrations values (1, 'a', now(), true,
  '\x0fa4f612848e3efb6b0407d1aeb08db0b11583b56df403fb9a6c9995c9a0637934f0c90e5fc992c8ba8141a040a0062c', 1);
