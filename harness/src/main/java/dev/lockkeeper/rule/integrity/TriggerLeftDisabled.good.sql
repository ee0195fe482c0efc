-- case: on again
-- given
create table acc (id int primary key, v int);
create function guard() returns trigger language plpgsql as 'begin return new; end';
create trigger acc_guard before update on acc for each row execute function guard();
-- step
alter table acc disable trigger acc_guard;
update acc set v = 0 where v is null;
alter table acc enable trigger acc_guard;
-- case: all on again
-- given
create table par (id int primary key);
create table chi (id int primary key, p int references par);
-- step
alter table chi disable trigger all;
alter table chi enable trigger all;
