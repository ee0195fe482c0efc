DROP TABLE auth.account_roles;
DROP TABLE auth.roles;
