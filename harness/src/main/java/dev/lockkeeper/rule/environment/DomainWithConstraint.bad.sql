-- case: a check
-- given
create domain amount as numeric;
create table orders (id bigint primary key, total amount);
create table refunds (id bigint primary key, total amount);
-- step
-- expect domain-with-constraint
alter domain amount add constraint amount_positive check (value >= 0 or value < 0);
-- case: NOT NULL
-- given
create domain amount as numeric;
create table orders (id bigint primary key, total amount);
insert into orders values (1, 2);
-- step
-- expect domain-with-constraint
alter domain amount set not null;
