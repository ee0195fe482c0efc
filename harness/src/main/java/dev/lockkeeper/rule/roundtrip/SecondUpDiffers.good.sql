-- case: the label is added where it is missing
-- given
create type ann as enum ('alert');
-- step
alter type ann add value if not exists 'warning';
-- down
select 1;
-- case: a table made and dropped
-- given
create table lead (id int primary key);
-- step
create table a (id int);
-- down
drop table a;
-- case: nobody here writes downs
-- given
create table lead (id int primary key);
-- step
create table a (id int);
-- down
-- step
create table b (id int);
-- down
-- step
create table c (id int);
-- down
