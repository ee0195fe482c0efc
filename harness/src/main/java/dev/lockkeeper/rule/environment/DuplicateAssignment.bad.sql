-- case: twice
-- given
create table users (id bigint primary key, points int);
-- step
-- expect duplicate-assignment
update users set points = 1, points = 2;
