-- group: Tables
create table fresh (id bigint primary key);
create table fresh (id bigint primary key, p_id bigint references p);
create table fresh (like t including all);
create table fresh as select * from t;
drop table c;
drop table p cascade;
alter table t rename to t2;
comment on table t is 'x';
truncate c;
truncate p cascade;
lock table t;
lock table t in share mode;
-- group: Columns
alter table t add column e int;
alter table t add column e int default 5;
alter table t add column e int not null default 5;
alter table t add column e uuid default gen_random_uuid();
alter table t add column e timestamptz default now();
alter table t add column e bigserial;
alter table t add column e bigint generated always as identity;
alter table t add column e int generated always as (a + 1) stored;
alter table t add column e int generated always as (a + 1) virtual; -- from 18
alter table t add column e bigint references p;
alter table t add column e int check (e > 0);
alter table t add column e int unique;
alter table t drop column b;
alter table t drop column b cascade;
alter table t rename column b to b2;
alter table t alter column a set default 5;
alter table t alter column a drop default;
alter table t alter column n set not null;
alter table t alter column a set not null;
alter table t alter column a type bigint;
alter table t alter column b type varchar(20);
alter table t alter column b type text;
alter table t alter column b type varchar(5);
alter table t alter column b type text collate "C";
alter table t alter column n type numeric(12, 2);
alter table t alter column n type numeric(12, 4);
alter table t alter column ts type timestamptz;
alter table t alter column addr type inet;
alter table t alter column a set statistics 100;
alter table t alter column d set storage external;
alter table t alter column d set compression pglz;
-- group: Constraints
alter table t add constraint x check (a > 0);
alter table t add constraint x check (a > 0) not valid;
alter table c validate constraint c_check_old;
alter table c add constraint x foreign key (x) references p;
alter table c add constraint x foreign key (x) references p not valid;
alter table c validate constraint c_p_old;
alter table t add constraint x unique (a);
alter table t add constraint x unique using index t_unique;
alter table piece add primary key (id);
alter table t drop constraint t_pkey, add primary key using index t_a_unique;
alter table t add constraint x exclude using btree (a with =);
alter table t add constraint x not null n; -- from 18
alter table t add constraint x not null n not valid; -- from 18
alter table t drop constraint a_given;
alter table c drop constraint c_p_old;
alter table t rename constraint a_given to x;
-- group: Indexes
create index x on t (n);
create unique index x on t (n);
create index x on t using hash (d);
create index x on part (id);
create index x on only part (id);
create index concurrently x on t (n);
drop index t_a_idx;
drop index concurrently t_a_idx;
alter index t_a_idx rename to x;
reindex table t;
reindex index t_a_idx;
reindex table concurrently t;
reindex index concurrently t_a_idx;
-- group: Partitions and inheritance
create table part_2 partition of part for values from (1000) to (2000);
alter table part attach partition piece for values from (2000) to (3000);
alter table part attach partition piece_proved for values from (3000) to (4000);
alter table part detach partition part_1;
alter table part detach partition part_1 concurrently; -- without part_rest
drop table part_1;
-- group: Triggers and row security
create trigger x before insert on t for each row execute function note();
drop trigger noted on t;
alter table t disable trigger all;
alter table t disable trigger noted;
alter table secured enable row level security;
alter table secured disable row level security;
create policy x on secured using (true);
drop policy own on secured;
-- group: Storage
alter table t set unlogged;
alter table unlogged set logged;
alter table t set (fillfactor = 70);
alter table t set (autovacuum_enabled = false);
alter table t set access method heap; -- from 15
alter table t set tablespace pg_default;
alter table t replica identity full;
alter table t cluster on t_a_idx;
alter table t owner to current_user;
cluster t using t_a_idx;
vacuum t;
vacuum full t;
analyze t;
-- group: Views, functions, types, sequences
create view x as select * from t;
create or replace view v as select id, name, id as other from p;
drop view v;
refresh materialized view m;
refresh materialized view concurrently m;
create or replace function note() returns trigger language plpgsql as 'begin return old; end';
alter type mood add value 'well';
alter domain positive add check (value > 0);
alter domain positive add constraint x check (value > 0) not valid;
alter sequence s restart with 5;
-- group: Rows and rights
insert into c values (100, 1, 1);
update t set n = n + 1;
delete from c;
select * from t;
select * from t for update;
grant select on t to public;
do $$ begin alter table t alter column a type bigint; end $$;
