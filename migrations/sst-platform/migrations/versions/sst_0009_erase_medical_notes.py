"""medical notes without a legal ground are erased

Revision ID: sst_0009
Revises: sst_0008
Create Date: 2024-09-16 07:33:58.410266
"""

from alembic import op

revision = "sst_0009"
down_revision = "sst_0008"
branch_labels = None
depends_on = None


# lockkeeper:one-way reason="the data protection officer ordered the erasure; nothing of it may be kept"
def upgrade() -> None:
    op.execute("ALTER TABLE sst.incidents DISABLE TRIGGER incidents_audit")
    op.execute(
        "UPDATE sst.incidents SET medical_note = NULL WHERE closed_on < DATE '2022-01-01' AND medical_note IS NOT NULL"
    )
    op.execute("ALTER TABLE sst.incidents ENABLE TRIGGER incidents_audit")


def downgrade() -> None:
    pass
