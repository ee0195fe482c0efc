-- case: an expression
-- given
create table orders (id bigint primary key, net int, gross int generated always as (net * 2) stored);
-- step
-- expect drop-default-or-generated
alter table orders alter column gross drop expression;
-- case: a counter
-- given
create table orders (id bigint generated always as identity primary key);
-- step
-- expect drop-default-or-generated
alter table orders alter column id drop identity;
