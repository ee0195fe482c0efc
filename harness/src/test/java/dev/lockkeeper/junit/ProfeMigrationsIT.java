package dev.lockkeeper.junit;

/** The central service: eight schemas, row security, chains that need one another. */
@VerifyMigrations(config = "migrations/profe/lockkeeper.yml")
class ProfeMigrationsIT {}
