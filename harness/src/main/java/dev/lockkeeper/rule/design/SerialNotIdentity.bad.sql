-- case: bigserial
-- given
create table other (id bigint primary key);
-- step
-- expect serial-not-identity
create table orders (id bigserial primary key);
