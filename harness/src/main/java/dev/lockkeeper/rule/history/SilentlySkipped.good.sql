-- case: a journal in order
-- config: format=drizzle
-- file: meta/_journal.json
{"version": "7", "dialect": "postgresql", "entries": [
  {"idx": 0, "version": "7", "when": 1600000000000, "tag": "0000_first", "breakpoints": true},
  {"idx": 1, "version": "7", "when": 1700000000000, "tag": "0001_next", "breakpoints": true}
]}
-- file: 0000_first.sql
create table t (id int);
-- file: 0001_next.sql
alter table t add column x int;
