-- case: a value more
-- given
create type mood as enum ('happy', 'sad');
create table users (id bigint primary key, feels mood);
-- step
alter type mood add value 'odd';
-- case: the same values in another order
-- given
create type mood as enum ('happy', 'sad');
create table users (id bigint primary key, feels mood);
-- step
alter type mood rename to mood_old;
create type mood as enum ('sad', 'happy');
alter table users alter column feels type mood using feels::text::mood;
drop type mood_old;
-- case: renamed
-- given
create type mood as enum ('happy', 'sad');
-- step
alter type mood rename value 'sad' to 'down';
