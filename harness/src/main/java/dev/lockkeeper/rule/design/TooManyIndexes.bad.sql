-- case: the eleventh
-- given
create table o (id bigint primary key, a int, b int, c int, d int, e int, f int, g int, h int, i int, j int);
create index o_a on o (a);
create index o_b on o (b);
create index o_c on o (c);
create index o_d on o (d);
create index o_e on o (e);
create index o_f on o (f);
create index o_g on o (g);
create index o_h on o (h);
create index o_i on o (i);
-- step
-- expect too-many-indexes
create index o_j on o (j);
