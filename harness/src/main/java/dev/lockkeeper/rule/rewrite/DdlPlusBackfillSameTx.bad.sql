-- case: behind a trigger
-- given
create table orders (id bigint primary key, total int, note text);
create function stamp() returns trigger language plpgsql as 'begin return new; end';
-- step
create trigger orders_stamp before update on orders for each row execute function stamp();
-- expect ddl-plus-backfill-same-tx
update orders set note = 'x';
