-- case: a new table
-- given
create table other (id bigint primary key);
-- step
-- expect int-primary-key
create table orders (id int primary key);
-- case: serial
-- given
create table other (id bigint primary key);
-- step
-- expect int-primary-key
create table orders (id serial primary key, note text);
