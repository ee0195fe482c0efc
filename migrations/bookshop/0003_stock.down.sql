alter table books drop constraint books_stock_not_negative;
alter table books drop column stock;
