-- case: a table of the same step
-- given
create table orders (id bigint not null, total int);
insert into orders values (1, 1);
-- step
create table more_orders (id bigint not null, total int);
alter table more_orders inherit orders;
-- case: a check that children do not have
-- given
create table orders (id bigint not null, total int);
insert into orders values (1, 1);
-- step
alter table orders add constraint positive check (total > 0) no inherit not valid;
-- case: words of a comment
-- given
create table orders (id bigint not null, total int);
insert into orders values (1, 1);
-- step
comment on table orders is 'inherit nothing';
