-- case: not null over values nobody asked for
-- config: rows=12
-- given
create table users (id bigint primary key, phone text);
-- step
-- expect refused-on-rows
alter table users alter column phone set not null;
-- case: a foreign key over children without a parent
-- config: rows=12
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint);
-- step
-- expect refused-on-rows
alter table pet add constraint pet_owner foreign key (owner_id) references owner (id);
-- case: a type that holds less
-- config: rows=12
-- given
create table users (id bigint primary key, name text);
-- step
-- expect refused-on-rows
alter table users alter column name type varchar(3);
-- case: a number that is none becomes an integer
-- config: rows=12
-- given
create table orders (id bigint primary key, total numeric(10,2));
-- step
-- expect refused-on-rows
alter table orders alter column total type integer using round(total);
-- case: a block that looks at the rows and raises
-- config: rows=12
-- given
create table users (id bigint primary key, phone text);
-- step
-- expect refused-on-rows
do $$ begin
  if exists (select from users where phone is null) then
    raise exception 'fill in the phones first';
  end if;
end $$;
