"""merge stock and billing

Revision ID: e915c2d04b86
Revises: b6e20f8d1a53, d804b1cf3a75
Create Date: 2023-03-20 09:00:02.347155

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "e915c2d04b86"
down_revision = ("b6e20f8d1a53", "d804b1cf3a75")
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
