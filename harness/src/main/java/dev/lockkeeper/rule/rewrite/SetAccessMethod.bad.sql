-- case: another heap
-- config: postgres>=15
-- given
create access method heap_two type table handler heap_tableam_handler;
create table orders (id bigint primary key, total int, note text);
-- step
-- expect set-access-method
alter table orders set access method heap_two;
