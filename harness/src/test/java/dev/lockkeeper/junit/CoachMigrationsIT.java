package dev.lockkeeper.junit;

import dev.lockkeeper.model.Severity;

/** The move from SQLite, with audit triggers; not even a warning stands. */
@VerifyMigrations(
        config = "migrations/inclusive-coach/lockkeeper.yml",
        failOn = {Severity.ERROR, Severity.WARNING})
class CoachMigrationsIT {}
