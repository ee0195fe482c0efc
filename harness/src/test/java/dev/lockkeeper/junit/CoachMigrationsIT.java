package dev.lockkeeper.junit;

/** The move from SQLite, with audit triggers. */
@VerifyMigrations(config = "migrations/inclusive-coach/lockkeeper.yml")
class CoachMigrationsIT {}
