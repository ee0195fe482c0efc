ALTER TABLE users.profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_profile ON users.profiles FOR ALL TO profe_app
    USING (account_id = auth.current_account())
    WITH CHECK (account_id = auth.current_account());

ALTER TABLE users.guardians ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_guardians ON users.guardians FOR SELECT TO profe_app
    USING (auth.current_account() IN (student_id, guardian_id));
