-- case: with the column
-- given
create table users (id bigint primary key);
-- step
create table events (id bigint, at int, primary key (id, at)) partition by range (at);
