-- case: as usual
-- given
create table team (id bigint primary key);
-- step
-- expect fk-not-deferrable
create table person (id bigint primary key, team bigint references team);
