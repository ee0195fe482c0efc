-- case: the boolean as a condition
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
create index users_open on users (nick) where active;
-- case: a gin index
-- given
create table users (id bigint primary key, nick text, active boolean, tags text[]);
-- step
create index users_tags on users using gin (tags);
-- case: unique over what is there
-- given
create table users (id bigint primary key, nick text not null);
-- step
create unique index users_nick on users (nick);
