-- case: a few objects that may be there
-- given
create table t (id bigint primary key);
-- step
do $$
declare name text;
begin
  foreach name in array array['a', 'b'] loop
    begin
      execute format('create type %I as enum (%L)', name, 'x');
    exception when duplicate_object then
      null;
    end;
  end loop;
end $$;
-- case: a savepoint
-- given
create table t (id bigint primary key);
-- step
savepoint s;
insert into t values (1);
release savepoint s;
-- case: a loop that catches nothing
-- given
create table t (id bigint primary key);
-- step
do $$ begin for n in 1..100 loop insert into t values (n); end loop; end $$;
