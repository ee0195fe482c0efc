-- case: a view over a dropped column
-- given
create table users (id bigint primary key, email text);
create view mails as select email from users;
-- step
-- expect drop-cascade
alter table users drop column email cascade;
-- case: a column of a dropped type
-- given
create type mood as enum ('happy', 'sad');
create table users (id bigint primary key, feels mood);
-- step
-- expect drop-cascade
drop type mood cascade;
