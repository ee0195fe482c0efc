-- case: a search path
-- given
create schema audit;
-- step
-- expect session-state-leak
set search_path = audit, public;
create table log (id int);
-- step
create table other (id int);
