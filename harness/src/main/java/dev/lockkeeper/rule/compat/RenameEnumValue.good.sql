-- case: a label more
-- given
create type mood as enum ('fine', 'sad');
-- step
alter type mood add value 'content';
