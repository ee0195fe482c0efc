DROP TABLE organizations.memberships;
DROP TABLE organizations.organizations;
DROP SCHEMA organizations;
