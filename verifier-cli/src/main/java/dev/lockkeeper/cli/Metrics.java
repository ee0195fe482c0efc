package dev.lockkeeper.cli;

import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetHealth;
import java.nio.file.Path;
import java.util.List;

/** Writes what was seen of a live database in Prometheus text format, for the collector that reads files. */
final class Metrics {

    private final PrometheusText text = new PrometheusText();
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
        metrics.text.write(file);
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
        text.head(name, help);
    }

    private void value(String name, String labels, double value) {
        text.value(name, database + (labels.isEmpty() ? "" : "," + labels), value);
    }

    private static String escaped(String label) {
        return PrometheusText.escaped(label);
    }
}
