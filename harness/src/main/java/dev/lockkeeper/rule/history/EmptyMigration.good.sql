-- case: empty on purpose
-- step
-- nothing to do since the release was taken back
-- case: a statement
-- step
-- no-way-back
select 1;
