-- case: nothing newer
-- given
create extension hstore;
-- step
alter extension hstore update;
-- case: made in another version
-- step
create extension hstore version '1.4';
-- case: the down says what becomes of it
-- given
create extension hstore version '1.4';
-- step
alter extension hstore update;
-- down
drop extension hstore;
create extension hstore version '1.4';
