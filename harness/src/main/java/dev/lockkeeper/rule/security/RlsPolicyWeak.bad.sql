-- case: everything for everybody
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders enable row level security;
-- expect rls-policy-weak
create policy anybody on orders using (true);
