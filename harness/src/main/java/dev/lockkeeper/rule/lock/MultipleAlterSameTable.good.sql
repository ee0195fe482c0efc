-- case: one statement
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add constraint positive check (total > 0), alter column note set not null;
-- case: changes of the catalogue alone
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add column a int;
alter table orders add column b int default 1;
alter table orders rename column note to remark;
alter table orders add constraint positive check (total > 0) not valid;
-- case: rows written in between
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
alter table orders add constraint positive check (total > 0);
update orders set note = '' where note is null;
alter table orders alter column note set not null;
-- case: two foreign keys, which one statement checks one by one as well
-- given
create table people (id bigint primary key);
create table orders (id bigint primary key, buyer bigint, seller bigint);
insert into people values (1);
insert into orders select n, 1, 1 from generate_series(1, 2000) n;
-- step
alter table orders add foreign key (buyer) references people;
alter table orders add foreign key (seller) references people;
-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int, n int);
alter table fresh alter column id set not null;
alter table fresh add check (n > 0);
-- case: two tables
-- given
create table orders (id bigint primary key, total int);
create table bills (id bigint primary key, total int);
-- step
alter table orders add check (total > 0);
alter table bills add check (total > 0);
