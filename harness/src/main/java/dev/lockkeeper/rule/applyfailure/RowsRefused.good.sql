-- case: the step corrects the rows itself
-- given
create table t(id int primary key, mail text);
-- step
update t set mail = 'none' where mail is null;
alter table t alter column mail set not null;
-- live:
insert into t values (1, 'x'), (2, null);
-- case: the step takes the rows away
-- given
create table p(id int primary key);
create table c(id int primary key, p int);
-- step
delete from c where p not in (select id from p);
alter table c add foreign key (p) references p(id);
-- live:
insert into p values (1);
insert into c values (1, 5), (2, 1);
-- case: no live row is as bad as ours
-- config: rows=12
-- given
create table t(id int primary key, mail text);
-- step
create unique index once on t(mail);
-- live:
insert into t values (1, 'x'), (2, 'y');
-- case: a CHECK that is not validated
-- given
create table t(id int primary key, n int);
-- step
alter table t add constraint positive check (n > 0) not valid;
-- live:
insert into t values (1, -5);
-- case: a partial key over rows that differ where it looks
-- given
create table t(id int primary key, mail text, gone boolean not null);
-- step
create unique index once on t(lower(mail)) where not gone;
-- live:
insert into t values (1, 'X', true), (2, 'x', false), (3, null, false), (4, null, false);
-- case: a new column with a default under a new CHECK
-- given
create table t(id int primary key);
-- step
alter table t add column state text not null default 'new';
alter table t add constraint known check (state in ('new', 'old'));
-- live:
insert into t values (1), (2);
-- case: a new table with everything
-- given
create table t(id int primary key);
-- step
create table u(id int primary key, t int not null references t(id), mail text unique check (mail <> ''));
-- live:
insert into t values (1);
-- case: duplicates that the step takes away
-- given
create table t(id int primary key, mail text);
-- step
delete from t a where exists (select from t b where b.mail = a.mail and b.id < a.id);
create unique index once on t(mail);
-- live:
insert into t values (1, 'x'), (2, 'x'), (3, 'y');
-- case: values that fit the narrower type
-- given
create table t(id int primary key, n bigint, word text);
-- step
alter table t alter column n type integer, alter column word type varchar(10);
-- live:
insert into t values (1, 5, 'short'), (2, null, null);
