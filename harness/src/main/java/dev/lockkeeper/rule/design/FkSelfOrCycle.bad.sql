-- case: itself
-- given
create table other (id bigint primary key);
-- step
-- expect fk-self-or-cycle
create table node (id bigint primary key, parent bigint references node);
-- case: two tables
-- given
create table team (id bigint primary key, lead bigint);
create table person (id bigint primary key, team bigint references team);
-- step
-- expect fk-self-or-cycle
alter table team add foreign key (lead) references person;
