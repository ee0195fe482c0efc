-- case: deferrable
-- given
create table team (id bigint primary key);
-- step
create table person (id bigint primary key, team bigint references team deferrable);
