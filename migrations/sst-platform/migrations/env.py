"""How Alembic reaches the platform's database. The steps are written in SQL; there are no models to compare with."""

import os

from alembic import context
from sqlalchemy import create_engine, pool

config = context.config


def url() -> str:
    given = os.environ.get("SST_DATABASE_URL") or config.get_main_option("sqlalchemy.url")
    return given.replace("postgresql://", "postgresql+psycopg2://", 1)


def run_migrations_offline() -> None:
    context.configure(url=url(), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    # A step that cannot have its lock soon gives up rather than hold up everybody behind it.
    engine = create_engine(url(), poolclass=pool.NullPool, connect_args={"options": "-c lock_timeout=5000"})
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
