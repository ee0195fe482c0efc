SET LOCAL lock_timeout = '2s';

ALTER TABLE auth.accounts ADD COLUMN last_login_at timestamptz;
COMMENT ON COLUMN auth.accounts.last_login_at IS 'Never, when NULL';
