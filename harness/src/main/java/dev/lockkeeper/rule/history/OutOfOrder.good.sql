-- case: what is pending is the newest
-- step
select 1;
-- live:
select 1;
