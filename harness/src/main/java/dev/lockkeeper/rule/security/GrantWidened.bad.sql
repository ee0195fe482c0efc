-- case: everybody
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect grant-widened
grant select on orders to public;
