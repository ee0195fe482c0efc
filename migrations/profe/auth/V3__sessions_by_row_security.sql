-- An account sees its own sessions and nobody else's, whatever the service forgets to write into a WHERE.
ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY sessions_of_the_account ON auth.sessions
    FOR ALL TO profe_app
    USING (account_id = auth.current_account())
    WITH CHECK (account_id = auth.current_account());
