-- case: an enum label cannot be added twice
-- given
create type ann as enum ('alert');
-- step
-- expect second-up-differs
alter type ann add value 'warning';
-- down
select 1;
-- case: the down forgets a table
-- given
create table lead (id int primary key);
-- step
create table a (id int);
-- expect second-up-differs
create table b (id int);
-- down
drop table a;
