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
