-- case: a new table
-- given
create table other (id int);
-- step
create table booking (id bigint primary key, during int4range, exclude using gist (during with &&));
