-- case: another order
-- given
create table o (id bigint primary key, a int, b int);
create index o_ab on o (a, b);
-- step
create index o_b on o (b);
-- case: only some rows
-- given
create table o (id bigint primary key, a int, b int);
create index o_a on o (a);
-- step
create index o_open on o (a) where b is null;
-- case: unique says more
-- given
create table o (id bigint primary key, a int, b int);
create index o_ab on o (a, b);
-- step
create unique index o_a on o (a);
-- case: another method
-- given
create table o (id bigint primary key, a text);
create index o_a on o (a);
-- step
create index o_h on o using hash (a);
-- case: another operator class
-- given
create table o (id bigint primary key, a text);
create index o_a on o (a);
-- step
create index o_like on o (a text_pattern_ops);
