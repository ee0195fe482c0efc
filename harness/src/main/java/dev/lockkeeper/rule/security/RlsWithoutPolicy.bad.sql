-- case: switched on alone
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect rls-without-policy
alter table orders enable row level security;
-- case: the last policy is gone
-- given
create table orders (id bigint primary key, total int, note text);
alter table orders enable row level security;
create policy own on orders using (note = current_user);
-- step
-- expect rls-without-policy
drop policy own on orders;
