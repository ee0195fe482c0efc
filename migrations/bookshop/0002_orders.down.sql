drop table order_lines;
drop table orders;
drop table customers;
drop type order_state;
