-- case: made in the chain
-- given
create table orders (id bigint primary key, total int, note text);
create role somebody_made_this_role;
-- step
grant select on orders to somebody_made_this_role;
