-- case: the clock
-- given
create table offers (id bigint primary key, ends_at timestamptz);
-- step
-- expect volatile-check
alter table offers add constraint offers_open check (ends_at > now()) not valid;
-- case: a function of the house
-- given
create table offers (id bigint primary key, code text);
create function known(text) returns boolean language sql as 'select true';
-- step
-- expect volatile-check
alter table offers add constraint offers_known check (known(code));
