-- case: all values overwritten
-- given
create table doc (id int primary key, kind text);
insert into doc values (1, 'letter'), (2, null);
-- step
-- expect unbounded-update
update doc set kind = 'note';
