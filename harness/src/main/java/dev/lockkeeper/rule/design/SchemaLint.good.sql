-- case: nothing new is said
-- config: lints=on
-- given
create table log (said text not null, at date not null);
create index log_at on log (at);
-- step
alter table log add column level int;
