-- case: another database of the server
-- config: grouping=none
-- given
create table users (id bigint primary key);
-- step
-- expect drop-database
drop database if exists archive_of_nobody;
