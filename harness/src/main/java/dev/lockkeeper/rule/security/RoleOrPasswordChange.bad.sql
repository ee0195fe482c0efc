-- case: a password
-- given
create table t (id int);
-- step
-- expect role-or-password-change
create role app_of_the_example login password 'secret';
