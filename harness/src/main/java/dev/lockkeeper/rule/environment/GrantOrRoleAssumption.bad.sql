-- case: a role nobody made
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect grant-or-role-assumption
grant select on orders to nobody_made_this_role;
