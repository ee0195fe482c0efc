-- case: two steps
-- given
create table orders (id bigint primary key, total int, note text);
create function stamp() returns trigger language plpgsql as 'begin return new; end';
-- step
create trigger orders_stamp before update on orders for each row execute function stamp();
-- step
update orders set note = 'x' where id < 10;
-- case: the function says update, and nobody calls it
-- given
create table orders (id bigint primary key, total int, note text);
create function stamp() returns trigger language plpgsql as 'begin return new; end';
-- step
create trigger orders_stamp before update on orders for each row execute function stamp();
create function clear() returns void language plpgsql as $$ begin update orders set note = 'x'; end $$;
