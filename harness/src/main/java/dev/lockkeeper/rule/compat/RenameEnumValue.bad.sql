-- case: a label in use
-- given
create type mood as enum ('fine', 'sad');
create table person (id int, now mood);
-- step
-- expect rename-enum-value
alter type mood rename value 'fine' to 'content';
