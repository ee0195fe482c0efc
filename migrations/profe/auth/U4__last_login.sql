ALTER TABLE auth.accounts DROP COLUMN last_login_at;
