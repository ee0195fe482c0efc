-- case: fixed names, ISO dates
-- given
create table a (id int primary key, d date);
-- step
alter table a add column since date default '2020-02-13';
