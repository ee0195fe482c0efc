-- case: the same columns
-- given
create table o (id bigint primary key, a int, b int);
create index o_a on o (a);
-- step
-- expect duplicate-or-redundant-index
create index o_a2 on o (a);
-- case: another begins with it
-- given
create table o (id bigint primary key, a int, b int);
create index o_ab on o (a, b);
-- step
-- expect duplicate-or-redundant-index
create index o_a on o (a);
-- case: it begins with another
-- given
create table o (id bigint primary key, a int, b int);
create index o_a on o (a);
-- step
-- expect duplicate-or-redundant-index
create index o_ab on o (a, b);
-- case: beside a unique constraint
-- given
create table o (id bigint primary key, a int unique);
-- step
-- expect duplicate-or-redundant-index
create index o_a on o (a);
