alter table books drop constraint books_stock_not_negative;
alter table books add constraint books_stock_not_negative check (stock >= 0) not valid;
