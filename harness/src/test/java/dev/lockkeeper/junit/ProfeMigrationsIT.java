package dev.lockkeeper.junit;

import dev.lockkeeper.model.Severity;

/** The central service: eight schemas, row security, chains that need one another; not even a warning stands. */
@VerifyMigrations(
        config = "migrations/profe/lockkeeper.yml",
        failOn = {Severity.ERROR, Severity.WARNING})
class ProfeMigrationsIT {}
