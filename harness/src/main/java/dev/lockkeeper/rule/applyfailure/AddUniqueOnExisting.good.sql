-- case: a key over values that another key keeps apart already
-- config: rows=12
-- given
create table users (id bigint primary key, email text unique);
-- step
create unique index users_email_again on users (email);
-- case: a table of the same step
-- config: rows=12
-- given
create table users (id bigint primary key);
-- step
create table mails (id bigint primary key, address text unique);
-- case: made distinct before
-- config: rows=12
-- given
create table users (id bigint primary key, email text);
-- step
update users set email = id || '@example.org';
create unique index users_email_key on users (email);
