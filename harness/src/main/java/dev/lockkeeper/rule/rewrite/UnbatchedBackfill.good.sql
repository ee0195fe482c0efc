-- case: some rows
-- given
create table orders (id bigint primary key, total int, note text);
-- step
update orders set note = 'x' where id between 1 and 1000;
-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int, v int);
insert into fresh values (1, 1);
update fresh set v = 2;
-- case: what a trigger writes into another table
-- given
create table albums (id bigint primary key, changed int not null default 0);
create table tokens (id bigint primary key, album bigint references albums (id), joins boolean);
create function touch() returns trigger language plpgsql as
    'begin update albums set changed = changed + 1 where id = new.album; return new; end';
create trigger tokens_touch before update on tokens for each row execute function touch();
insert into albums select n from generate_series(1, 20) n;
insert into tokens select n, n from generate_series(1, 20) n;
-- step
update tokens set joins = false where id between 1 and 10;
