-- case: the same type
-- given
create table users (id bigint primary key, code text);
-- step
create table orders (id bigint primary key, code text);
-- case: another length
-- given
create table users (id bigint primary key, code varchar(10));
-- step
create table orders (id bigint primary key, code varchar(20));
-- case: another schema
-- given
create schema a;
create table a.users (id bigint primary key, code text);
-- step
create table orders (id bigint primary key, code bigint);
