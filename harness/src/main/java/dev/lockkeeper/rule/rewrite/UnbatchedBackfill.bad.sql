-- case: every row
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect unbatched-backfill
update orders set note = 'x';
