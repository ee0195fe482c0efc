DROP POLICY own_guardians ON users.guardians;
ALTER TABLE users.guardians DISABLE ROW LEVEL SECURITY;
DROP POLICY own_profile ON users.profiles;
ALTER TABLE users.profiles DISABLE ROW LEVEL SECURITY;
