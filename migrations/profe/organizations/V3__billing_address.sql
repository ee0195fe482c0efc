CREATE TABLE organizations.billing_addresses (
    organization_id bigint PRIMARY KEY REFERENCES organizations.organizations ON DELETE CASCADE,
    street text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    country char(2) NOT NULL DEFAULT 'ES'
);
GRANT SELECT ON organizations.billing_addresses TO profe_app;
ALTER TABLE organizations.billing_addresses ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_see ON organizations.billing_addresses FOR SELECT TO profe_app
    USING (organizations.is_member(organization_id));
