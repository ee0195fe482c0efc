-- case: a unique index over values nothing kept apart
-- config: rows=12
-- given
create table users (id bigint primary key, email text);
-- step
-- expect add-unique-on-existing
create unique index users_email_key on users (email);
-- case: a unique key over two columns
-- config: rows=12
-- given
create table seats (id bigint primary key, room int not null, place int not null);
-- step
-- expect add-unique-on-existing
alter table seats add constraint seats_once unique (room, place);
