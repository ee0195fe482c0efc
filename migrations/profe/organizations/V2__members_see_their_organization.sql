CREATE FUNCTION organizations.is_member(of_organization bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT EXISTS (SELECT FROM organizations.memberships m
                          WHERE m.organization_id = of_organization AND m.account_id = auth.current_account()) $$;

ALTER TABLE organizations.organizations ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_see ON organizations.organizations FOR SELECT TO profe_app
    USING (organizations.is_member(id));

ALTER TABLE organizations.memberships ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_membership ON organizations.memberships FOR SELECT TO profe_app
    USING (account_id = auth.current_account());
