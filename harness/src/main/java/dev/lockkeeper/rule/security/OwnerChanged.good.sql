-- case: the owner it has
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders owner to current_user;
