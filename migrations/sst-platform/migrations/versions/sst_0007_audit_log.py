"""who changed what: the audit log

Revision ID: sst_0007
Revises: sst_0006
Create Date: 2024-07-15 08:50:11.219473
"""

from alembic import op

revision = "sst_0007"
down_revision = "sst_0006"
branch_labels = None
depends_on = None


AUDITED = ("companies", "sites", "workers", "inspections", "incidents", "documents")


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE sst.audit_log (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            who text NOT NULL,
            table_name text NOT NULL,
            operation char(1) NOT NULL CHECK (operation IN ('I', 'U', 'D')),
            row_id bigint NOT NULL,
            before jsonb,
            after jsonb
        )
        """
    )
    op.execute("CREATE INDEX audit_log_row_idx ON sst.audit_log (table_name, row_id)")
    op.execute(
        """
        CREATE FUNCTION sst.record_change() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            who text := coalesce(nullif(current_setting('sst.user_name', true), ''), session_user);
        BEGIN
            IF TG_OP = 'INSERT' THEN
                INSERT INTO sst.audit_log (who, table_name, operation, row_id, after)
                    VALUES (who, TG_TABLE_NAME, 'I', NEW.id, to_jsonb(NEW));
            ELSIF TG_OP = 'UPDATE' THEN
                INSERT INTO sst.audit_log (who, table_name, operation, row_id, before, after)
                    VALUES (who, TG_TABLE_NAME, 'U', NEW.id, to_jsonb(OLD), to_jsonb(NEW));
            ELSE
                INSERT INTO sst.audit_log (who, table_name, operation, row_id, before)
                    VALUES (who, TG_TABLE_NAME, 'D', OLD.id, to_jsonb(OLD));
            END IF;
            RETURN NULL;
        END;
        $$
        """
    )
    for table in AUDITED:
        op.execute(
            f"CREATE TRIGGER {table}_audit AFTER INSERT OR UPDATE OR DELETE ON sst.{table}"
            " FOR EACH ROW EXECUTE FUNCTION sst.record_change()"
        )


def downgrade() -> None:
    for table in reversed(AUDITED):
        op.execute(f"DROP TRIGGER {table}_audit ON sst.{table}")
    op.execute("DROP FUNCTION sst.record_change()")
    op.execute("DROP TABLE sst.audit_log")
