-- case: just as long as it may be
-- given
create table users (id bigint primary key, email text);
-- step
create index users_email_index_with_a_name_that_says_everything_there_is_to_ on users (email);
-- case: a long text
-- given
create table users (id bigint primary key, email text default 'a text that is much longer than sixty-three bytes, which no name may be');
-- step
alter table users add column note text default 'a text that is much longer than sixty-three bytes, which no name may be';
