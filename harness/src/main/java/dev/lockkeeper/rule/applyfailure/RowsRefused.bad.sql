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
