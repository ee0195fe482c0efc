-- case: where it lies already
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 2000) n;
-- step
alter table orders set tablespace pg_default;
-- case: a table of the same step
-- config: tablespace=elsewhere postgres>=15
-- given
create table other (id int);
-- step
create table fresh (id int);
alter table fresh set tablespace elsewhere;
