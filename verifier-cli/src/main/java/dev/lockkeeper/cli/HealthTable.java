package dev.lockkeeper.cli;

import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetHealth;
import java.util.Locale;

/** How a live database does, as a table. */
final class HealthTable {

    private static final double CROWDED = 0.8;
    private static final long LONG_SECONDS = 300;
    private static final long MUCH_LOG = 1L << 30;

    private final TargetHealth health;
    private final Table table = new Table("what", "state", "detail");
    private boolean well = true;

    HealthTable(TargetHealth health) {
        this.health = health;
    }

    /** Returns whether nothing wants looking at. */
    boolean print(Target target, ListingOptions listing, Console console) {
        table.row(
                "server", "ok", "PostgreSQL " + target.identity().version() + (health.standby() ? ", a standby" : ""));
        table.row("size", "ok", megabytes(health.bytes()));
        row(
                "connections",
                health.connections() < health.maxConnections() * CROWDED,
                health.connections() + " of " + health.maxConnections());
        row(
                "open transactions",
                health.longestTransaction() < LONG_SECONDS,
                String.format(Locale.ROOT, "the oldest is %.0f s old", health.longestTransaction()));
        row(
                "indexes",
                health.invalidIndexes().isEmpty(),
                health.invalidIndexes().isEmpty()
                        ? "all valid"
                        : "not valid: " + String.join(", ", health.invalidIndexes()));
        health.slots()
                .forEach((slot, bytes) ->
                        row("slot " + slot, bytes < MUCH_LOG, "keeps " + megabytes(bytes) + " of the log"));
        health.largestTables().forEach((name, bytes) -> table.row("table " + name, "ok", megabytes(bytes)));
        slow();
        listing.print(target, table, console);
        return well;
    }

    private void slow() {
        if (!health.hasStatements()) {
            table.row("slow statements", "unknown", "pg_stat_statements is not there");
        } else if (health.slowStatements().isEmpty()) {
            table.row("slow statements", "ok", "none takes long on average");
        }
        health.slowStatements()
                .forEach((sql, millis) -> table.row(
                        "slow statement",
                        "note",
                        String.format(
                                Locale.ROOT, "%.0f ms: %s", millis, sql.substring(0, Math.min(100, sql.length())))));
    }

    private void row(String what, boolean good, String detail) {
        well &= good;
        table.row(what, good ? "ok" : "trouble", detail);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
