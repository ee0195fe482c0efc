-- case: a column comes back without its index
-- given
create table otts (id int primary key, user_id int);
create index otts_user_id_index on otts (user_id);
-- step
alter table otts drop column user_id;
-- down
-- expect down-leaves-trace
alter table otts add column user_id int;
-- case: a column comes back nullable
-- given
create table lead (id int primary key, phone text not null);
-- step
alter table lead drop column phone;
-- down
-- expect down-leaves-trace
alter table lead add column phone text;
-- case: a type stays behind
-- given
create table lead (id int primary key);
-- step
create type mood as enum ('sad', 'ok');
alter table lead add column mood mood;
-- down
-- expect down-leaves-trace
alter table lead drop column mood;
-- case: the down does nothing
-- given
create table lead (id int primary key);
-- step
create table foobar (id bigint primary key);
-- down
-- expect down-leaves-trace
select 1;
-- case: a grant is not given again
-- given
create role leaves_trace_reader;
create table lead (id int primary key);
create view leads as select id from lead;
grant select on leads to leaves_trace_reader;
-- step
drop view leads;
-- down
-- expect down-leaves-trace
create view leads as select id from lead;
-- case: a function comes back with another text to say
-- given
create table lead (id int primary key);
create function word() returns text language plpgsql as $$ begin return 'a -- b'; end $$;
-- step
create or replace function word() returns text language plpgsql as $$ begin return 'c'; end $$;
-- down
-- expect down-leaves-trace
create or replace function word() returns text language plpgsql as $$ begin return 'a'; end $$;
-- case: a function comes back without its comment, which is only noted
-- given
create table lead (id int primary key);
create function two() returns int language plpgsql as $$
begin
    -- twice one
    return 2;
end $$;
-- step
create or replace function two() returns int language plpgsql as $$ begin return 3; end $$;
-- down
-- expect down-leaves-trace
create or replace function two() returns int language plpgsql as $$
begin
    return 2 ;
end $$;
-- case: a label stays, which is only noted
-- given
create type ann as enum ('alert');
-- step
alter type ann add value 'warning';
-- down
-- expect down-leaves-trace
select 1;
