-- case: btree
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
create index users_nick on users (nick);
