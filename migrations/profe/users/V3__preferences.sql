CREATE TABLE users.preferences (
    account_id bigint PRIMARY KEY REFERENCES users.profiles ON DELETE CASCADE,
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    newsletter boolean NOT NULL DEFAULT false
);
GRANT SELECT, INSERT, UPDATE ON users.preferences TO profe_app;
ALTER TABLE users.preferences ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_preferences ON users.preferences FOR ALL TO profe_app
    USING (account_id = auth.current_account())
    WITH CHECK (account_id = auth.current_account());
