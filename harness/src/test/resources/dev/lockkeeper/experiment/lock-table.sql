-- What stands before each statement of the lock table.
create table p (id bigint primary key, name text);
create table t (
    id bigint primary key,
    a int,
    b varchar(10),
    d text,
    n numeric(10, 2),
    ts timestamp,
    addr cidr,
    constraint a_given check (a is not null));
create index t_a_idx on t (a);
create index t_b_idx on t (b);
create unique index t_unique on t (d);
create unique index t_a_unique on t (a);
create table c (id bigint primary key, p_id bigint, x int);
create index c_x_idx on c (x);
alter table c add constraint c_p_old foreign key (p_id) references p not valid;
alter table c add constraint c_check_old check (x > 0) not valid;
create table part (id bigint not null, v text) partition by range (id);
create table part_1 partition of part for values from (0) to (1000);
create table part_rest partition of part default;
create table piece (id bigint not null, v text);
create table piece_proved (id bigint not null, v text, constraint inside check (id >= 3000 and id < 4000));
alter table part_rest add constraint not_3000 check (id < 3000 or id >= 4000);
create view v as select id, name from p;
create materialized view m as select id, name from p;
create unique index m_id on m (id);
create sequence s;
create type mood as enum ('fine', 'sad');
create domain positive as int;
create table with_domain (id bigint primary key, x positive);
create function note() returns trigger language plpgsql as 'begin return new; end';
create trigger noted before update on t for each row execute function note();
create table secured (id bigint primary key, owner text);
create policy own on secured using (owner = current_user);
create unlogged table unlogged (id bigint primary key);
insert into p select g, 'p' || g from generate_series(1, 50) g;
insert into t select g, g, 'b' || g, 'd' || g, g, now()::timestamp, '10.0.0.0/8' from generate_series(1, 50) g;
insert into c select g, g, g from generate_series(1, 50) g;
insert into part select g, 'v' from generate_series(1, 50) g;
insert into piece select g, 'v' from generate_series(2001, 2050) g;
insert into piece_proved select g, 'v' from generate_series(3001, 3050) g;
insert into with_domain select g, g from generate_series(1, 50) g;
insert into secured select g, 'x' from generate_series(1, 50) g;
insert into unlogged select g from generate_series(1, 50) g;
refresh materialized view m;
