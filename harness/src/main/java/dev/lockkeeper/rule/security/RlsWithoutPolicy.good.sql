-- case: with its policy
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders enable row level security;
create policy own on orders using (note = current_user);
