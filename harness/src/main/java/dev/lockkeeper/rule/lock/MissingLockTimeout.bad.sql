-- case: an instant change
-- given
create table busy (id int);
-- step
-- expect missing-lock-timeout
alter table busy add column note text;
-- case: two tables, one finding
-- given
create table busy (id int);
create table lively (id int);
-- step
-- expect missing-lock-timeout
alter table busy add column note text;
alter table lively drop column id;
-- case: a partition of a table in use
-- given
create table events (id int, at int) partition by range (at);
-- step
-- expect missing-lock-timeout
create table events_1 partition of events for values from (0) to (100);
-- case: told three times, then known
-- given
create table busy (id int);
-- step
-- expect missing-lock-timeout
alter table busy add column a text;
-- step
-- expect missing-lock-timeout
alter table busy add column b text;
-- step
-- expect missing-lock-timeout
alter table busy add column c text;
-- step
alter table busy add column d text;
