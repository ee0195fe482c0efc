-- case: a new enum
-- given
create table other (id bigint primary key);
-- step
-- expect enum-created
create type mood as enum ('sad', 'ok');
