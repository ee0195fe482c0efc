-- case: no place
-- given
create type mood as enum ('sad', 'glad');
-- step
-- expect enum-order-implicit
alter type mood add value 'ok';
