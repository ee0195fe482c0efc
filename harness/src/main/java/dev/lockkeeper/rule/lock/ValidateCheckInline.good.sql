-- case: not valid, then validated
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add constraint total_positive check (total > 0) not valid;
-- step
alter table orders validate constraint total_positive;
-- case: a new table
-- given
create table other (id int);
-- step
create table fresh (id int check (id > 0));
alter table fresh add check (id < 10);
-- case: a block puts a new table in the place of the old one
-- given
create table orders (id bigint primary key, total int);
insert into orders values (1, 5);
-- step
do $$
begin
  alter table orders rename to orders_old;
  create table orders (id bigint primary key, total int, check (total >= 0));
  insert into orders select id, total from orders_old;
  drop table orders_old;
end
$$;
