-- case: the numbers of bills
-- given
create sequence bill_number;
-- step
-- expect drop-sequence
drop sequence bill_number;
-- case: the one a column counts by
-- given
create table bills (id serial primary key);
-- step
-- expect drop-sequence
drop sequence bills_id_seq cascade;
