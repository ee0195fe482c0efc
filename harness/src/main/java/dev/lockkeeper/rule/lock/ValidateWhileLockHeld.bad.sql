-- case: a check
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add constraint total_positive check (total > 0) not valid;
-- expect validate-while-lock-held
alter table orders validate constraint total_positive;
-- case: a foreign key, behind another change
-- given
create table users (id bigint primary key);
create table orders (id bigint primary key, user_id bigint);
-- step
alter table orders add constraint orders_user_fk foreign key (user_id) references users (id) not valid;
-- expect validate-while-lock-held
alter table orders validate constraint orders_user_fk;
