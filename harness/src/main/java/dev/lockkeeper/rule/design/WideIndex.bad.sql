-- case: four columns
-- given
create table o (id bigint primary key, a int, b int, c int, d int);
-- step
-- expect wide-index
create index o_all on o (a, b, c, d);
