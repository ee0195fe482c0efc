-- case: only the id
-- given
create table users (id bigint primary key);
-- step
-- expect partition-key-not-in-pk
create table events (id bigint primary key, at int) partition by range (at);
