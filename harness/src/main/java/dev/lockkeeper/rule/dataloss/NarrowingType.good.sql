-- case: more letters
-- given
create table users (id bigint primary key, nick varchar(10));
-- step
alter table users alter column nick type varchar(40);
-- case: more digits
-- given
create table orders (id bigint primary key, total numeric(10,2));
-- step
alter table orders alter column total type numeric(14,4);
-- case: no bound any more
-- given
create table users (id bigint primary key, nick varchar(10), total numeric(5));
-- step
alter table users alter column nick type text, alter column total type numeric;
