-- case: a comment
-- given
create table other (id bigint primary key);
-- step
create table orders (id bigint primary key);
comment on table orders is 'What people bought.';
-- case: an old table
-- given
create table users (id bigint primary key);
-- step
alter table users add column nick text;
