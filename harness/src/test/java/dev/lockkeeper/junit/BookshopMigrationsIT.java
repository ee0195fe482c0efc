package dev.lockkeeper.junit;

/** The sample chain, as a team would verify it. */
@VerifyMigrations(chain = "migrations/bookshop", fixtures = "fixtures/bookshop")
class BookshopMigrationsIT {}
