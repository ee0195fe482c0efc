-- case: a backfill under a policy that holds for the owner too
-- config: role=rls_app
-- base
create role rls_app login;
grant create, usage on schema public to rls_app;
-- given
create table doc (id int primary key, tenant text, kind text);
insert into doc values (1, 'a', null), (2, 'b', null);
-- step
alter table doc enable row level security;
alter table doc force row level security;
create policy own on doc using (tenant = current_setting('app.tenant', true));
-- step
-- expect row-security-hides-rows
update doc set kind = 'note' where kind is null;
