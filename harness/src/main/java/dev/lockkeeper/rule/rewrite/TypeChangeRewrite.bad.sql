-- case: int to bigint
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect type-change-rewrite
alter table orders alter column total type bigint;
-- case: another collation, the index is built anew
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_note_idx on orders (note);
-- step
-- expect type-change-rewrite
alter table orders alter column note type text collate "C";
-- case: inside a block
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect type-change-rewrite
do $$ begin alter table orders alter column total type numeric; end $$;
-- case: two columns, one statement each, are one matter
-- given
create table t (id int primary key, a timestamp, b timestamp);
-- step
-- expect type-change-rewrite
alter table t alter column a type timestamptz using a at time zone 'UTC';
alter table t alter column b type timestamptz using b at time zone 'UTC';
-- case: two columns, a statement each, one finding
-- given
create table orders (id bigint primary key, total int, taxes int);
-- step
-- expect type-change-rewrite
alter table orders alter column total type bigint;
alter table orders alter column taxes type bigint;
-- case: the labels of an enum are exchanged by a type of another name
-- given
create type kind as enum ('a', 'b');
create table orders (id bigint primary key, sort kind not null);
-- step
create type kind_new as enum ('a', 'b', 'c');
-- expect type-change-rewrite
alter table orders alter column sort type kind_new using sort::text::kind_new;
drop type kind;
alter type kind_new rename to kind;
