-- case: a table of the same step
-- given
create function stamp() returns trigger language plpgsql as 'begin return new; end';
-- step
create table fresh (id int);
create trigger fresh_stamp before update on fresh for each row execute function stamp();
