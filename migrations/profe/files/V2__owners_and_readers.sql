CREATE FUNCTION files.is_shared(of_file uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
    AS $$ SELECT EXISTS (SELECT FROM files.shares s
                          WHERE s.file_id = of_file AND s.account_id = auth.current_account()) $$;

ALTER TABLE files.files ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_does_all ON files.files FOR ALL TO profe_app
    USING (owner_id = auth.current_account())
    WITH CHECK (owner_id = auth.current_account());
CREATE POLICY readers_read ON files.files FOR SELECT TO profe_app
    USING (files.is_shared(id));
