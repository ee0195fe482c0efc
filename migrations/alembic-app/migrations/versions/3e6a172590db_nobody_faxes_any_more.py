"""nobody faxes any more

Revision ID: 3e6a172590db
Revises: 2d5906148fca
Create Date: 2024-01-08 09:31:15.446308

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "3e6a172590db"
down_revision = "2d5906148fca"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fax_numbers",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_fax_numbers_customer_id_customers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_fax_numbers")),
    )
    op.execute("INSERT INTO fax_numbers (customer_id, number) SELECT id, fax FROM customers WHERE fax IS NOT NULL")
    op.drop_column("customers", "fax")


def downgrade() -> None:
    op.add_column("customers", sa.Column("fax", sa.String(length=40), nullable=True))
    op.execute(
        "UPDATE customers SET fax = fax_numbers.number FROM fax_numbers WHERE fax_numbers.customer_id = customers.id"
    )
    op.drop_table("fax_numbers")
