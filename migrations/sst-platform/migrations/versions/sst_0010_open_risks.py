"""open risks per site

Revision ID: sst_0010
Revises: sst_0009
Create Date: 2024-10-07 13:05:17.982640
"""

from alembic import op

revision = "sst_0010"
down_revision = "sst_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE sst.sites ADD COLUMN emergency_phone varchar(40)")
    op.execute("COMMENT ON COLUMN sst.sites.emergency_phone IS 'Answered day and night'")
    op.execute(
        """
        CREATE VIEW sst.open_risks AS
        SELECT s.id AS site_id, s.name, c.name AS company,
               (SELECT count(*) FROM sst.incidents i WHERE i.site_id = s.id AND i.closed_on IS NULL) AS open_incidents,
               (SELECT count(*)
                  FROM sst.corrective_actions a
                  LEFT JOIN sst.incidents i ON i.id = a.incident_id
                  LEFT JOIN sst.inspections n ON n.id = a.inspection_id
                 WHERE coalesce(i.site_id, n.site_id) = s.id AND a.done_on IS NULL) AS open_actions
        FROM sst.sites s JOIN sst.companies c ON c.id = s.company_id
        """
    )


def downgrade() -> None:
    op.execute("DROP VIEW sst.open_risks")
    op.execute("ALTER TABLE sst.sites DROP COLUMN emergency_phone")
