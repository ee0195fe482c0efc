-- case: an index that another one begins with
-- config: lints=on
-- given
create table orders (id bigint primary key, buyer bigint not null, at date not null);
create index orders_buyer_at on orders (buyer, at);
-- step
-- expect schema-lint
create index orders_buyer on orders (buyer);
-- case: a foreign key that no index serves
-- config: lints=on
-- given
create table buyers (id bigint primary key, name text not null);
create table orders (id bigint primary key, buyer bigint not null, at date not null);
-- step
-- expect schema-lint
alter table orders add constraint orders_buyer foreign key (buyer) references buyers;
