-- case: another default
-- given
create table orders (id bigint primary key, state text default 'new');
-- step
-- expect drop-or-change-default
alter table orders alter column state set default 'open';
-- case: none any more
-- given
create table orders (id bigint primary key, state text not null default 'new');
-- step
-- expect drop-or-change-default
alter table orders alter column state drop default;
