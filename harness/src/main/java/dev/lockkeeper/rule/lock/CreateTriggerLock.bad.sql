-- case: a table in use
-- given
create table orders (id bigint primary key, total int, note text);
create function stamp() returns trigger language plpgsql as 'begin return new; end';
-- step
-- expect create-trigger-lock
create trigger orders_stamp before update on orders for each row execute function stamp();
