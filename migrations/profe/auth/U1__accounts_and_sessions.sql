DROP TABLE auth.sessions;
DROP TABLE auth.accounts;
DROP FUNCTION auth.current_account();
DROP SCHEMA auth;
