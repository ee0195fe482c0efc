-- case: everything a column took with it comes back
-- given
create table otts (id int primary key, user_id int);
create index otts_user_id_index on otts (user_id);
-- step
alter table otts drop column user_id;
-- down
alter table otts add column user_id int;
create index otts_user_id_index on otts (user_id);
-- case: the column stands elsewhere in the table
-- given
create table otts (id int primary key, a int, b int);
-- step
alter table otts drop column a;
-- down
alter table otts add column a int;
