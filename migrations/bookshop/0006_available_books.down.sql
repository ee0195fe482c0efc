drop view available_books;
