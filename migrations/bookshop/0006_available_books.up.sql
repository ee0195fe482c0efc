create view available_books as
    select books.id, books.title, authors.name as author
    from books
    join authors on authors.id = books.author_id
    where books.stock > 0;
