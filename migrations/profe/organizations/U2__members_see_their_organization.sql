DROP POLICY own_membership ON organizations.memberships;
ALTER TABLE organizations.memberships DISABLE ROW LEVEL SECURITY;
DROP POLICY members_see ON organizations.organizations;
ALTER TABLE organizations.organizations DISABLE ROW LEVEL SECURITY;
DROP FUNCTION organizations.is_member(bigint);
