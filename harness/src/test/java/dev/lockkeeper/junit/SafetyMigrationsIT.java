package dev.lockkeeper.junit;

import dev.lockkeeper.chain.alembic.PythonForAlembic;
import dev.lockkeeper.model.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Safety at work: the Alembic chain behind the guarded script, with a step that is one-way on purpose; not even a warning stands. */
@Tag(PythonForAlembic.TAG)
@EnabledIfSystemProperty(named = PythonForAlembic.PROPERTY, matches = ".+", disabledReason = PythonForAlembic.NONE)
@VerifyMigrations(
        config = "migrations/sst-platform/lockkeeper.yml",
        failOn = {Severity.ERROR, Severity.WARNING})
class SafetyMigrationsIT {}
