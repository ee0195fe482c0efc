-- case: a clean row
-- step
select 1;
-- live:
select 1;
