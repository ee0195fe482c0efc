-- case: switched off
-- given
create table orders (id bigint primary key, total int, note text);
alter table orders enable row level security;
create policy own on orders using (note = current_user);
-- step
-- expect rls-disabled
alter table orders disable row level security;
