-- case: a check
-- given
create table other (id bigint primary key);
-- step
create table users (id bigint primary key, mood text check (mood in ('sad', 'ok')));
-- case: a new label
-- given
create type mood as enum ('sad', 'ok');
-- step
alter type mood add value 'glad';
