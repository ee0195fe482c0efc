package dev.lockkeeper.junit;

/** The market: the Drizzle chain and the Prisma chain before it. */
@VerifyMigrations(config = "migrations/km0-market/lockkeeper.yml")
class MarketMigrationsIT {}
