package dev.lockkeeper.cli;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what was seen of a live database in Prometheus text format, for the collector that reads files. */
final class Metrics {

    private final StringBuilder text = new StringBuilder();
    private final String database;

    private Metrics(Target target) {
        this.database = "target=\"" + escaped(target.name()) + "\",database=\""
                + escaped(target.identity().database()) + "\"";
    }

    static void write(Path file, Target target, List<History> histories, long startedNanos) {
        Metrics metrics = new Metrics(target);
        metrics.histories(histories);
        metrics.health(TargetHealth.look(target));
        metrics.head("lockkeeper_run_seconds", "How long this look took.");
        metrics.value("lockkeeper_run_seconds", "", (System.nanoTime() - startedNanos) / 1e9);
        write(file, metrics.text.toString());
    }

    private void histories(List<History> histories) {
        head("lockkeeper_steps", "Steps of a chain by how they stand on the target.");
        for (History history : histories) {
            for (State state : State.values()) {
                value(
                        "lockkeeper_steps",
                        chain(history) + ",state=\"" + state.word() + "\"",
                        history.in(state).count());
            }
        }
        head("lockkeeper_history_trouble", "1 when something is wrong with the history of a chain.");
        for (History history : histories) {
            value("lockkeeper_history_trouble", chain(history), history.isTroubled() ? 1 : 0);
        }
        head("lockkeeper_last_step_timestamp_seconds", "When the last step of a chain ran, where its tool says so.");
        for (History history : histories) {
            history.steps().stream()
                    .flatMap(step -> step.at().stream())
                    .max(java.time.Instant::compareTo)
                    .ifPresent(
                            at -> value("lockkeeper_last_step_timestamp_seconds", chain(history), at.getEpochSecond()));
        }
    }

    private void health(TargetHealth health) {
        head("lockkeeper_up", "1 when the target answered.");
        value("lockkeeper_up", "", 1);
        head("lockkeeper_standby", "1 when the target only follows another server.");
        value("lockkeeper_standby", "", health.standby() ? 1 : 0);
        head("lockkeeper_database_bytes", "Size of the database.");
        value("lockkeeper_database_bytes", "", health.bytes());
        head("lockkeeper_connections", "Sessions on the database.");
        value("lockkeeper_connections", "", health.connections());
        head("lockkeeper_connections_max", "Sessions that the server takes.");
        value("lockkeeper_connections_max", "", health.maxConnections());
        head("lockkeeper_longest_transaction_seconds", "Age of the oldest open transaction.");
        value("lockkeeper_longest_transaction_seconds", "", health.longestTransaction());
        head("lockkeeper_invalid_indexes", "Indexes that are not valid or not ready.");
        value("lockkeeper_invalid_indexes", "", health.invalidIndexes().size());
        head("lockkeeper_table_bytes", "Size of the largest tables, with indexes.");
        health.largestTables()
                .forEach((table, bytes) -> value("lockkeeper_table_bytes", "table=\"" + escaped(table) + "\"", bytes));
        head("lockkeeper_slot_retained_bytes", "Log that a replication slot keeps.");
        health.slots()
                .forEach((slot, bytes) ->
                        value("lockkeeper_slot_retained_bytes", "slot=\"" + escaped(slot) + "\"", bytes));
    }

    private static String chain(History history) {
        return "chain=\"" + escaped(history.chain().name()) + "\"";
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void value(String name, String labels, double value) {
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
        text.append(name)
                .append('{')
                .append(database)
                .append(labels.isEmpty() ? "" : "," + labels)
                .append("} ")
                .append(number)
                .append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Put in place in one go, since the collector may read at any time. */
    private static void write(Path file, String text) {
        Path full = file.toAbsolutePath();
        @Nullable Path parent = full.getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path making = full.resolveSibling(full.getFileName() + ".making");
            Files.writeString(making, text);
            Files.move(making, full, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write " + file + ".").answered(String.valueOf(e.getMessage()));
        }
    }
}
