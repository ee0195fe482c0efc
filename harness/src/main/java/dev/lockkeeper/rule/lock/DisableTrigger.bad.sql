-- case: all of them
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect disable-trigger
alter table orders disable trigger all;
update orders set note = '';
alter table orders enable trigger all;
