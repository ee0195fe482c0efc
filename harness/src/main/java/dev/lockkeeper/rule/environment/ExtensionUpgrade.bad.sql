-- case: to the newest
-- given
create extension hstore version '1.4';
-- step
-- expect extension-upgrade
alter extension hstore update;
