package dev.lockkeeper.rule;

import dev.lockkeeper.model.Chain;

/** How each tool is told to run a step outside a transaction. */
public final class Outside {

    private Outside() {}

    /** The beginning of an advice: {@code In a step with "-- +goose NO TRANSACTION": }. */
    public static String transaction(Chain chain) {
        return switch (chain.format()) {
            case "flyway" -> "In a step with executeInTransaction=false in its .conf file: ";
            case "goose" -> "In a step with -- +goose NO TRANSACTION: ";
            case "sql-migrate" -> "In a step with -- +migrate Up notransaction: ";
            case "dbmate" -> "In a step with -- migrate:up transaction:false: ";
            case "sqlx" -> "In a step that begins with -- no-transaction: ";
            case "diesel" -> "In a step with run_in_transaction = false in its metadata.toml: ";
            case "alembic" -> "In a revision, inside with op.get_context().autocommit_block(): ";
            case "node-pg-migrate" -> "In a step that calls pgm.noTransaction(): ";
            case "golang-migrate", "prisma" -> "Alone in a step of its own, so that no transaction is around it: ";
            default -> "In a step that runs outside a transaction: ";
        };
    }
}
