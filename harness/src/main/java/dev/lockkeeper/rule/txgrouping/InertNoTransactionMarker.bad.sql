-- case: neither true nor false
-- config: format=diesel
-- file: 00000000000001_first/up.sql
create table t (id int);
-- file: 00000000000002_second/up.sql
alter table t add column x int;
-- file: 00000000000002_second/metadata.toml
# Diesel understands true and false only.
-- expect inert-no-transaction-marker
run_in_transaction = off
