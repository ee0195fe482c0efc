-- case: three
-- given
create table o (id bigint primary key, a int, b int, c int);
-- step
create index o_abc on o (a, b, c);
-- case: unique
-- given
create table o (id bigint primary key, a int, b int, c int, d int);
-- step
create unique index o_all on o (a, b, c, d);
