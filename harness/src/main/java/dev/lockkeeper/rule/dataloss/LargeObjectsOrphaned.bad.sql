-- case: a column of ids
-- given
create table files (id bigint primary key, body oid);
-- step
-- expect large-objects-orphaned
alter table files drop column body;
