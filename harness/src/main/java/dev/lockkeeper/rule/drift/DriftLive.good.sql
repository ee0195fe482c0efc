-- case: the live schema is the chain's
-- config: stands=0002
-- step
create table t(id int, a text);
-- live:
insert into t values (1, 'x');
