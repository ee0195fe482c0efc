-- case: an index made by hand, a column taken away
-- config: stands=0002
-- step
create table t(id int, a text);
-- expect drift-live
-- live:
create index by_hand on t(id);
alter table t drop column a;
