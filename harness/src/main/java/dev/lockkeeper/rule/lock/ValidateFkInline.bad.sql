-- case: both tables with rows
-- given
create table users (id bigint primary key);
create table orders (id bigint primary key, user_id bigint);
insert into users select n from generate_series(1, 2000) n;
insert into orders select n, n from generate_series(1, 2000) n;
-- step
-- expect validate-fk-inline
alter table orders add constraint orders_user_fk foreign key (user_id) references users (id);
-- case: the sizes are not known
-- given
create table users (id bigint primary key);
create table orders (id bigint primary key, user_id bigint);
-- step
-- expect validate-fk-inline
alter table orders add foreign key (user_id) references users;
