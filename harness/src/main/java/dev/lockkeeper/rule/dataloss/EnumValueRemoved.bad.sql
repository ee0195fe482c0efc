-- case: the type made anew
-- given
create type mood as enum ('happy', 'sad', 'odd');
create table users (id bigint primary key, feels mood);
-- step
-- expect enum-value-removed
alter type mood rename to mood_old;
create type mood as enum ('happy', 'sad');
alter table users alter column feels type mood using feels::text::mood;
drop type mood_old;
-- case: a column goes over to another enum
-- given
create type mood as enum ('happy', 'sad', 'odd');
create table users (id bigint primary key, feels mood);
-- step
create type temper as enum ('happy', 'sad');
-- expect enum-value-removed
alter table users alter column feels type temper using feels::text::temper;
