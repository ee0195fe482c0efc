-- case: once
-- given
create table users (id bigint primary key, points int);
-- step
update users set points = 1;
