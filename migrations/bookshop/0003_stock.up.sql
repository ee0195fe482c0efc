alter table books add column stock integer not null default 0;
alter table books add constraint books_stock_not_negative check (stock >= 0) not valid;
