-- case: no key
-- given
create table other (id bigint primary key);
-- step
-- expect table-without-pk
create table log (said text);
-- case: only unique
-- given
create table other (id bigint primary key);
-- step
-- expect table-without-pk
create table log (id bigint unique not null);
