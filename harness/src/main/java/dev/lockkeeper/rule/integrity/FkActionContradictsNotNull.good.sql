-- case: the column may be NULL
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int not null);
-- step
alter table pet alter column owner_id drop not null;
alter table pet add foreign key (owner_id) references owner (id) on delete set null;
-- case: only the column that may be NULL is written
-- config: postgres>=15
-- given
create table owner (tenant int, id int, primary key (tenant, id));
create table pet (id int primary key, tenant int not null, owner_id int);
-- step
alter table pet add foreign key (tenant, owner_id) references owner (tenant, id) on delete set null (owner_id);
-- case: a default that is there
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int not null default 1);
-- step
alter table pet add foreign key (owner_id) references owner (id) on delete set default;
