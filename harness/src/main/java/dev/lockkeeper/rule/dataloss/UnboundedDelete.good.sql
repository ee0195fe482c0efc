-- case: an empty table
-- given
create table t (id int primary key);
-- step
delete from t;
-- case: a bounded DELETE beside a foreign key that deletes
-- given
create table p (id int primary key);
create table t (id int primary key, p int);
insert into t values (1, null), (2, null);
-- step
delete from t where p is null;
alter table t add foreign key (p) references p on delete cascade on update cascade;
