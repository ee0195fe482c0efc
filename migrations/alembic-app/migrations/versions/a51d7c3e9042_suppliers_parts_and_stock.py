"""suppliers, parts and stock

Revision ID: a51d7c3e9042
Revises: 8d0b5e4c6f21
Create Date: 2023-03-01 11:40:12.733015

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "a51d7c3e9042"
down_revision = "8d0b5e4c6f21"
branch_labels = ("stock",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("lead_days", sa.Integer(), server_default="7", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
        sa.UniqueConstraint("name", name=op.f("uq_suppliers_name")),
    )
    op.create_table(
        "parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("sku", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("unit", sa.String(length=10), server_default="piece", nullable=False),
        sa.Column("price", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_parts_price_not_negative")),
        sa.CheckConstraint("unit IN ('piece', 'pair', 'metre', 'set')", name=op.f("ck_parts_unit_known")),
        sa.ForeignKeyConstraint(["supplier_id"], ["suppliers.id"], name=op.f("fk_parts_supplier_id_suppliers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parts")),
        sa.UniqueConstraint("sku", name=op.f("uq_parts_sku")),
    )
    op.create_index(op.f("ix_parts_supplier_id"), "parts", ["supplier_id"], unique=False)
    op.create_table(
        "stock_movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_stock_movements_quantity_not_zero")),
        sa.ForeignKeyConstraint(["part_id"], ["parts.id"], name=op.f("fk_stock_movements_part_id_parts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_movements")),
    )


def downgrade() -> None:
    op.drop_table("stock_movements")
    op.drop_index(op.f("ix_parts_supplier_id"), table_name="parts")
    op.drop_table("parts")
    op.drop_table("suppliers")
