-- case: an empty down for a new table
-- given
create table users (id int primary key);
-- step
create table orders (id int primary key);
-- down
-- expect down-empty
-- case: a label cannot be dropped, which is only noted
-- given
create type ann as enum ('alert');
-- step
alter type ann add value if not exists 'warning';
-- down
-- expect down-empty
