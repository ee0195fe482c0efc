DROP POLICY sessions_of_the_account ON auth.sessions;
ALTER TABLE auth.sessions DISABLE ROW LEVEL SECURITY;
