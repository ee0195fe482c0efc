-- case: no comment
-- given
create table other (id bigint primary key);
-- step
-- expect missing-comment
create table orders (id bigint primary key);
