-- case: a table
-- given
create table orders (id bigint primary key, total int, note text);
create role new_owner_of_the_example;
-- step
-- expect owner-changed
alter table orders owner to new_owner_of_the_example;
