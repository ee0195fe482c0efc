-- case: declared
-- given
create table teams (id bigint primary key);
-- step
create table member (id bigint primary key, team_id bigint references teams);
-- case: declared by a later step
-- given
create table teams (id bigint primary key);
-- step
create table member (id bigint primary key, team_id bigint);
-- step
alter table member add foreign key (team_id) references teams;
-- case: another type cannot refer
-- given
create table teams (id bigint primary key);
-- step
create table member (id bigint primary key, team_id text);
-- case: which table is meant differs from row to row
-- given
create table teams (id bigint primary key);
-- step
create table remark (id bigint primary key, team_type text, team_id bigint);
-- case: its own key
-- given
create table users (user_id bigint primary key);
-- step
create table teams (team_id bigint primary key);
-- case: equal names that mean nothing
-- given
create table country (code text primary key);
create table coupon (code text primary key);
-- step
create table voucher (code text, status text);
-- case: a foreign key that is dropped is told as such
-- given
create table teams (id bigint primary key);
create table member (id bigint primary key, team_id bigint constraint member_team references teams);
-- step
alter table member drop constraint member_team;
-- case: a partition refers as its whole table does
-- given
create table teams (id bigint primary key);
create table event (at date not null, team_id bigint references teams) partition by range (at);
-- step
create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01');
-- case: an id of another system
-- given
create table application ("applicationId" text primary key);
-- step
create table gitlab (id text primary key, application_id text);
-- case: another kind of session
-- given
create table passkey_sessions (session_id uuid primary key, name text);
-- step
create table factor_sessions (id bigint primary key, session_id uuid, name text);
