-- case: a new table
-- given
create table teams (id bigint primary key);
-- step
-- expect implied-fk
create table member (id bigint primary key, team_id bigint not null);
-- case: camel case, and a key named as the column
-- given
create table "Team" ("teamId" uuid primary key);
-- step
-- expect implied-fk
create table "Member" (id bigint primary key, "teamId" uuid);
-- case: a column that was there before its table
-- given
create table member (id bigint primary key, category_id int);
-- step
-- expect implied-fk
create table categories (id int primary key);
-- case: all tables carry a prefix
-- given
create table app_teams (id bigint primary key, name text);
create table app_places (id bigint primary key, name text);
-- step
-- expect implied-fk
create table app_members (id bigint primary key, team_id bigint not null, name text);
