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
