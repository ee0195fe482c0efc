-- case: NULLs under a new NOT NULL
-- given
create table t(id int primary key, mail text);
-- step
-- expect rows-refused
alter table t alter column mail set not null;
-- live:
insert into t values (1, 'x'), (2, null);
-- case: a backfill that reaches too little
-- given
create table t(id int primary key, mail text);
-- step
alter table t add column login text;
update t set login = mail where id > 1;
-- expect rows-refused
alter table t alter column login set not null;
-- live:
insert into t values (1, 'x'), (2, 'y');
-- case: duplicates under a new key, made in the step before
-- given
create table t(id int primary key, mail text);
-- step
alter table t add column low text;
update t set low = lower(mail);
-- step
-- expect rows-refused
create unique index low_once on t(low);
-- live:
insert into t values (1, 'X'), (2, 'x');
-- case: orphans under a new foreign key
-- given
create table p(id int primary key);
create table c(id int primary key, p int);
-- step
-- expect rows-refused
alter table c add foreign key (p) references p(id);
-- live:
insert into c values (1, 5);
-- case: values that another type refuses
-- given
create table t(id int primary key, n text);
-- step
-- expect rows-refused
alter table t alter column n type varchar(3);
-- live:
insert into t values (1, 'long enough');
-- case: a CHECK that is validated a step later
-- given
create table t(id int primary key, n int);
-- step
alter table t add constraint positive check (n > 0) not valid;
-- step
-- expect rows-refused
alter table t validate constraint positive;
-- live:
insert into t values (1, 5), (2, -5);
-- case: a renamed column
-- given
create table t(id int primary key, a text);
-- step
alter table t rename column a to b;
-- step
-- expect rows-refused
alter table t alter column b set not null;
-- live:
insert into t values (1, null);
-- case: rows that an UPDATE makes equal under a standing key
-- given
create table t(id int primary key, mail text unique);
-- step
-- expect rows-refused
update t set mail = lower(mail);
-- live:
insert into t values (1, 'X'), (2, 'x');
-- case: a query that fills a table with what it refuses
-- given
create table t(id int primary key, mail text);
-- step
create table u(id int primary key, mail text not null);
-- expect rows-refused
insert into u(id, mail) select id, mail from t;
-- live:
insert into t values (1, null);
-- case: parents taken from their children
-- given
create table p(id int primary key, old boolean);
create table c(id int primary key, p int references p(id));
-- step
-- expect rows-refused
delete from p where old;
-- live:
insert into p values (1, true);
insert into c values (1, 1);
-- case: a number too large for the narrower type
-- given
create table t(id int primary key, n bigint);
-- step
-- expect rows-refused
alter table t alter column n type integer;
-- live:
insert into t values (1, 5000000000);
-- case: ranges that overlap
-- given
create table t(id int primary key, span int4range);
-- step
-- expect rows-refused
alter table t add exclude using gist (span with &&);
-- live:
insert into t values (1, '[1,5)'), (2, '[4,9)');
-- case: a row outside the bounds of the partition that its table becomes
-- given
create table p(id int, at int) partition by range (at);
create table old(id int, at int);
-- step
-- expect rows-refused
alter table p attach partition old for values from (0) to (10);
-- live:
insert into old values (1, 11);
