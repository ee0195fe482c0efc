-- case: switched on
-- given
create table orders (id bigint primary key, total int, note text);
create policy everybody on orders using (total > 0);
-- step
-- expect rls-toggle-lock
alter table orders enable row level security;
