CREATE TABLE "audit_log" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "table_name" TEXT NOT NULL,
    "action" TEXT NOT NULL CHECK ("action" IN ('INSERT', 'UPDATE', 'DELETE')),
    "row_key" TEXT NOT NULL,
    "done_by" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "before" JSONB,
    "after" JSONB
);
CREATE INDEX "audit_log_table_name_row_key_idx" ON "audit_log"("table_name", "row_key");

-- The application says who is working by set_config('coach.user', …, true); otherwise it is the database's user.
CREATE FUNCTION "record_audit"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
    INSERT INTO audit_log (table_name, action, row_key, done_by, before, after)
    VALUES (TG_TABLE_NAME, TG_OP, coalesce(new_row, old_row) ->> 'id',
            coalesce(nullif(current_setting('coach.user', true), ''), session_user), old_row, new_row);
    RETURN NULL;
END $$;
