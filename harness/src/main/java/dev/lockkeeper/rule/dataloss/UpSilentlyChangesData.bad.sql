-- case: a backfill fires a trigger
-- given
create table doc (id int primary key, kind text, updated_at timestamptz);
create function touch_doc() returns trigger language plpgsql as 'begin new.updated_at := now(); return new; end';
create trigger touch before update on doc for each row execute function touch_doc();
insert into doc values (1, null, '2020-01-01');
-- step
-- expect up-silently-changes-data
update doc set kind = 'note';
