-- case: unlinked first
-- given
create table files (id bigint primary key, body oid);
-- step
select lo_unlink(body) from files where body is not null;
alter table files drop column body;
-- case: another type
-- given
create table files (id bigint primary key, body bytea);
-- step
alter table files drop column body;
