-- case: not valid
-- given
create domain amount as numeric;
create table orders (id bigint primary key, total amount);
-- step
alter domain amount add constraint amount_positive check (value >= 0) not valid;
-- case: no table uses it
-- given
create domain amount as numeric;
-- step
alter domain amount add constraint amount_positive check (value >= 0);
-- case: a new domain on a new table
-- step
create domain amount as numeric;
create table orders (id bigint primary key, total amount);
alter domain amount add constraint amount_positive check (value >= 0);
-- case: a default
-- given
create domain amount as numeric;
create table orders (id bigint primary key, total amount);
-- step
alter domain amount set default 0;
-- case: a check dropped
-- given
create domain amount as numeric constraint amount_positive check (value >= 0);
create table orders (id bigint primary key, total amount);
-- step
alter domain amount drop constraint amount_positive;
