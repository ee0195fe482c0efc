-- case: a table with rows
-- given
create table booking (id bigint primary key, room int, during int4range);
insert into booking select n, n, int4range(n, n + 1) from generate_series(1, 2000) n;
-- step
-- expect add-exclusion-constraint
alter table booking add constraint no_overlap exclude using gist (during with &&);
