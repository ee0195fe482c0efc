-- case: only what was empty
-- given
create table doc (id int primary key, kind text);
insert into doc values (1, null);
-- step
update doc set kind = 'note';
