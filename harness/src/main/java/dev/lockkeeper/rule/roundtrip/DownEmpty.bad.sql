-- case: an empty down for a new table
-- given
create table users (id int primary key);
-- step
create table orders (id int primary key);
-- down
-- expect down-empty
