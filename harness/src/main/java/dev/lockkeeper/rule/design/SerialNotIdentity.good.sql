-- case: identity
-- given
create table other (id bigint primary key);
-- step
create table orders (id bigint generated always as identity primary key);
-- case: a sequence that several share
-- given
create sequence numbers;
-- step
create table orders (id bigint primary key default nextval('numbers'));
