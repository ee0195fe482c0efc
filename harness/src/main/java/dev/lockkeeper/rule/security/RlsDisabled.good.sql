-- case: another policy
-- given
create table orders (id bigint primary key, total int, note text);
alter table orders enable row level security;
create policy own on orders using (note = current_user);
-- step
alter policy own on orders using (note = session_user);
