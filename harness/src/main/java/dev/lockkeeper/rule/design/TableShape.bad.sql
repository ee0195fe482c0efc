-- case: one column
-- given
create table other (id bigint primary key);
-- step
-- expect table-shape
create table flag (id bigint primary key);
-- case: everything may be NULL
-- given
create table other (id bigint primary key);
-- step
-- expect table-shape
create table note (said text, at date);
-- case: numbered
-- given
create table other (id bigint primary key);
-- step
-- expect table-shape
create table users (id bigint primary key, phone1 text, phone2 text, phone3 text);
