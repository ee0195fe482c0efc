alter table books validate constraint books_stock_not_negative;
