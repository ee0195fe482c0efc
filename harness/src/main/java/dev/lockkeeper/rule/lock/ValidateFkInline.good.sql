-- case: not valid, then validated
-- given
create table users (id bigint primary key);
create table orders (id bigint primary key, user_id bigint);
insert into users select n from generate_series(1, 2000) n;
insert into orders select n, n from generate_series(1, 2000) n;
-- step
alter table orders add constraint orders_user_fk foreign key (user_id) references users (id) not valid;
-- step
alter table orders validate constraint orders_user_fk;
-- case: a new table refers to an old one
-- given
create table users (id bigint primary key);
-- step
create table orders (id bigint primary key, user_id bigint references users);
-- case: the new column is empty
-- given
create table users (id bigint primary key);
create table orders (id bigint primary key);
-- step
alter table orders add column user_id bigint references users;
