-- case: bigserial
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect add-serial-or-identity
alter table orders add column number bigserial;
-- case: identity
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect add-serial-or-identity
alter table orders add column number bigint generated always as identity;
