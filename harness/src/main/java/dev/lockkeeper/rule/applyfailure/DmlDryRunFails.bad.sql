-- case: a cast of text that is no number
-- config: rows=12
-- given
create table readings (id bigint primary key, raw text, level int);
-- step
-- expect dml-dry-run-fails
update readings set level = raw::int;
