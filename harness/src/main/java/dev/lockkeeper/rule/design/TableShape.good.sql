-- case: a table
-- given
create table other (id bigint primary key);
-- step
create table note (id bigint primary key, said text);
-- case: two of a kind
-- given
create table other (id bigint primary key);
-- step
create table users (id bigint primary key, line1 text, line2 text);
