-- case: bigint
-- given
create table other (id bigint primary key);
-- step
create table orders (id bigint primary key);
-- case: more than one column
-- given
create table other (id bigint primary key);
-- step
create table line (a int, b int, primary key (a, b));
-- case: something else
-- given
create table other (id bigint primary key);
-- step
create table orders (id uuid primary key);
-- case: the key of another table
-- given
create table users (id int primary key);
-- step
create table profile (user_id int primary key references users, nick text);
