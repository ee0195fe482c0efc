"""currency, VAT and method of payment

Revision ID: d804b1cf3a75
Revises: c7f3a90e2b64
Create Date: 2023-03-15 08:33:20.964711

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "d804b1cf3a75"
down_revision = "c7f3a90e2b64"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A column with a constant default is added without touching the rows.
    op.add_column("invoices", sa.Column("currency", sa.String(length=3), server_default="EUR", nullable=False))
    op.add_column(
        "invoice_lines", sa.Column("vat_rate", sa.Numeric(precision=5, scale=2), server_default="23", nullable=False)
    )
    op.add_column("payments", sa.Column("method", sa.String(length=20), server_default="card", nullable=False))
    # Checked first for new rows only, then for the old ones under a lock that lets people work.
    op.create_check_constraint(
        op.f("ck_invoice_lines_vat_rate_is_a_percentage"),
        "invoice_lines",
        "vat_rate BETWEEN 0 AND 100",
        postgresql_not_valid=True,
    )
    op.create_check_constraint(
        op.f("ck_payments_method_known"),
        "payments",
        "method IN ('cash', 'card', 'transfer')",
        postgresql_not_valid=True,
    )
    op.execute("ALTER TABLE invoice_lines VALIDATE CONSTRAINT ck_invoice_lines_vat_rate_is_a_percentage")
    op.execute("ALTER TABLE payments VALIDATE CONSTRAINT ck_payments_method_known")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_payments_method_known"), "payments", type_="check")
    op.drop_constraint(op.f("ck_invoice_lines_vat_rate_is_a_percentage"), "invoice_lines", type_="check")
    op.drop_column("payments", "method")
    op.drop_column("invoice_lines", "vat_rate")
    op.drop_column("invoices", "currency")
