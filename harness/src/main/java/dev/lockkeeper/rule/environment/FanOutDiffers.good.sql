-- case: no tenant has
-- config: grouping=step
-- given
create schema t_a;
create table t_a.usr (email text);
create schema t_b;
create table t_b.usr (email text);
insert into t_a.usr values ('x');
insert into t_b.usr values ('x'), ('y');
-- step
set local search_path = t_a;
create unique index u on usr (email);
-- step
set local search_path = t_b;
create unique index u on usr (email);
