-- case: only what was empty
-- given
create table doc (id int primary key, kind text);
insert into doc values (1, null);
-- step
update doc set kind = 'note';
-- case: a bounded UPDATE beside a foreign key that updates
-- given
create table p (id int primary key);
create table t (id int primary key, p int, url text);
insert into t values (1, null, 'a'), (2, null, 'a');
-- step
update t set url = 'b' where url = 'a';
alter table t add foreign key (p) references p on delete cascade on update cascade;
