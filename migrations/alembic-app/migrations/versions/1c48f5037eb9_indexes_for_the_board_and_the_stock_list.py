"""indexes for the board and the stock list

Revision ID: 1c48f5037eb9
Revises: 0b37e4f26da8
Create Date: 2023-06-19 07:58:03.871420

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "1c48f5037eb9"
down_revision = "0b37e4f26da8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Built while the workshop goes on writing, which PostgreSQL does outside a transaction only. A build that was
    # broken off leaves an invalid index behind, so each is dropped before it is built.
    with op.get_context().autocommit_block():
        op.drop_index("ix_jobs_status_promised_on", table_name="jobs", postgresql_concurrently=True, if_exists=True)
        op.create_index(
            "ix_jobs_status_promised_on", "jobs", ["status", "promised_on"], postgresql_concurrently=True
        )
        op.drop_index("ix_jobs_open", table_name="jobs", postgresql_concurrently=True, if_exists=True)
        op.create_index(
            "ix_jobs_open",
            "jobs",
            ["bike_id"],
            postgresql_where=sa.text("status <> 'handed_over'"),
            postgresql_concurrently=True,
        )
        op.drop_index(
            "ix_stock_movements_part_id_moved_at",
            table_name="stock_movements",
            postgresql_concurrently=True,
            if_exists=True,
        )
        op.create_index(
            "ix_stock_movements_part_id_moved_at",
            "stock_movements",
            ["part_id", "moved_at"],
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index(
            "ix_stock_movements_part_id_moved_at",
            table_name="stock_movements",
            postgresql_concurrently=True,
            if_exists=True,
        )
        op.drop_index("ix_jobs_open", table_name="jobs", postgresql_concurrently=True, if_exists=True)
        op.drop_index("ix_jobs_status_promised_on", table_name="jobs", postgresql_concurrently=True, if_exists=True)
