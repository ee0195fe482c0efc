package dev.lockkeeper.junit;

import dev.lockkeeper.model.Severity;

/** The market: the Drizzle chain and the Prisma chain before it; not even a warning stands. */
@VerifyMigrations(
        config = "migrations/km0-market/lockkeeper.yml",
        failOn = {Severity.ERROR, Severity.WARNING})
class MarketMigrationsIT {}
