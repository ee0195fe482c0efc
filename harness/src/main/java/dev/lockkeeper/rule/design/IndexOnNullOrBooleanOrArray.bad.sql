-- case: a boolean
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
-- expect index-on-null-or-boolean-or-array
create index users_active on users (active);
-- case: an array
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
-- expect index-on-null-or-boolean-or-array
create index users_tags on users (tags);
-- case: unique over what may be NULL
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
-- expect index-on-null-or-boolean-or-array
create unique index users_nick on users (nick);
