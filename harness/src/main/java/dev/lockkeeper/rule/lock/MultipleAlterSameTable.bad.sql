-- case: a check and a NOT NULL
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add constraint positive check (total > 0);
-- expect multiple-alter-same-table
alter table orders alter column note set not null;
-- case: written anew twice
-- given
create table orders (id bigint primary key, total int);
-- step
alter table orders alter column total type bigint;
comment on table orders is 'written anew twice';
-- expect multiple-alter-same-table
alter table orders add column token uuid default gen_random_uuid();
