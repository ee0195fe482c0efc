-- case: text and number
-- given
create table users (id bigint primary key, code text);
-- step
-- expect same-name-different-type
create table orders (id bigint primary key, code bigint);
