"""a key to search frame numbers by

Revision ID: 0b37e4f26da8
Revises: fa26d3e15c97
Create Date: 2023-05-02 15:47:51.650933

"""

import re

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision = "0b37e4f26da8"
down_revision = "fa26d3e15c97"
branch_labels = None
depends_on = None


BATCH = 500

bikes = sa.table("bikes", sa.column("id", sa.Integer), sa.column("frame_number", sa.String), sa.column("frame_key", sa.Text))


def key_of(frame_number: str) -> str:
    """Mechanics read frame numbers aloud: blanks, dashes and capitals are lost on the way."""
    return re.sub(r"[\W_]", "", frame_number).upper()


def upgrade() -> None:
    op.add_column(
        "bikes",
        sa.Column(
            "frame_key",
            sa.Text(),
            nullable=True,
            comment="frame_number in capitals without blanks and signs, to search by",
        ),
    )
    bind = op.get_bind()
    last = None
    while True:
        query = sa.select(bikes.c.id, bikes.c.frame_number).where(bikes.c.frame_number.is_not(None))
        if last is not None:
            query = query.where(bikes.c.id > last)
        rows = bind.execute(query.order_by(bikes.c.id).limit(BATCH)).fetchall()
        if not rows:
            break
        for row in rows:
            bind.execute(bikes.update().where(bikes.c.id == row.id).values(frame_key=key_of(row.frame_number)))
        last = rows[-1].id
    op.create_index(op.f("ix_bikes_frame_key"), "bikes", ["frame_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_bikes_frame_key"), table_name="bikes")
    op.drop_column("bikes", "frame_key")
