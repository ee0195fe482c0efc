-- case: every row has its file
-- step
select 1;
-- live:
select 1;
