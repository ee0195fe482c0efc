package dev.lockkeeper.junit;

import dev.lockkeeper.chain.alembic.PythonForAlembic;
import dev.lockkeeper.model.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The workshop: a real Alembic project with a branch, its merge and a step that computes in Python; not even a warning stands. */
@Tag(PythonForAlembic.TAG)
@EnabledIfSystemProperty(named = PythonForAlembic.PROPERTY, matches = ".+", disabledReason = PythonForAlembic.NONE)
@VerifyMigrations(
        config = "migrations/alembic-app/lockkeeper.yml",
        failOn = {Severity.ERROR, Severity.WARNING})
class WorkshopMigrationsIT {}
