-- case: another name
-- given
create table other (id bigint primary key);
-- step
create table orders (id bigint primary key);
-- case: quoted for its capitals
-- given
create table other (id bigint primary key);
-- step
create table "Orders" (id bigint primary key);
