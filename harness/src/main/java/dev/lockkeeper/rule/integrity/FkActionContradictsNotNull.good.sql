-- case: the column may be NULL
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int not null);
-- step
alter table pet alter column owner_id drop not null;
alter table pet add foreign key (owner_id) references owner (id) on delete set null;
