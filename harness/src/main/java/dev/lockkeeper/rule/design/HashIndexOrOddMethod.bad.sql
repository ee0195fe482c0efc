-- case: hash
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
-- expect hash-index-or-odd-method
create index users_nick on users using hash (nick);
