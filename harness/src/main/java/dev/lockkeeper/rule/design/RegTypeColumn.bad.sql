-- case: a function
-- given
create table users (id bigint primary key);
-- step
-- expect reg-type-column
alter table users add column hook regprocedure;
