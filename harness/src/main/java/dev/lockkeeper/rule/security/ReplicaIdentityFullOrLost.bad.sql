-- case: whole rows
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect replica-identity-full-or-lost
alter table orders replica identity full;
