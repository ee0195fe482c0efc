"""units of parts become a type of their own

Revision ID: 2d5906148fca
Revises: 1c48f5037eb9
Create Date: 2023-09-04 10:05:44.129087

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "2d5906148fca"
down_revision = "1c48f5037eb9"
branch_labels = None
depends_on = None


part_unit = sa.Enum("piece", "pair", "metre", "set", name="part_unit")


def upgrade() -> None:
    part_unit.create(op.get_bind())
    op.drop_constraint(op.f("ck_parts_unit_known"), "parts", type_="check")
    op.alter_column("parts", "unit", server_default=None)
    op.alter_column(
        "parts",
        "unit",
        existing_type=sa.String(length=10),
        type_=part_unit,
        existing_nullable=False,
        postgresql_using="unit::part_unit",
    )
    op.alter_column("parts", "unit", server_default="piece")


def downgrade() -> None:
    op.alter_column("parts", "unit", server_default=None)
    op.alter_column(
        "parts",
        "unit",
        existing_type=part_unit,
        type_=sa.String(length=10),
        existing_nullable=False,
        postgresql_using="unit::text",
    )
    op.alter_column("parts", "unit", server_default="piece")
    op.create_check_constraint(
        op.f("ck_parts_unit_known"), "parts", "unit IN ('piece', 'pair', 'metre', 'set')"
    )
    part_unit.drop(op.get_bind())
