package dev.lockkeeper.junit;

import dev.lockkeeper.chain.alembic.PythonForAlembic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The workshop: a real Alembic project with a branch, its merge and a step that computes in Python. */
@Tag(PythonForAlembic.TAG)
@EnabledIfSystemProperty(named = PythonForAlembic.PROPERTY, matches = ".+", disabledReason = PythonForAlembic.NONE)
@VerifyMigrations(config = "migrations/alembic-app/lockkeeper.yml")
class WorkshopMigrationsIT {}
