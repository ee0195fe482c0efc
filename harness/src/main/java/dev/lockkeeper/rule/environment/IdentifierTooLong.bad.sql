-- case: a long index
-- given
create table users (id bigint primary key, email text);
-- step
-- expect identifier-too-long
create index users_email_index_with_a_name_that_says_everything_there_is_to_say on users (email);
