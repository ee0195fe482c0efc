package dev.lockkeeper.cli;

import dev.lockkeeper.compare.Comparison;
import dev.lockkeeper.compare.Comparison.OfTable;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** Writes a comparison in Prometheus text format. */
final class CompareMetrics {

    private final PrometheusText text = new PrometheusText();
    private final Comparison comparison;

    private CompareMetrics(Comparison comparison) {
        this.comparison = comparison;
    }

    static void write(Path file, Comparison comparison) {
        CompareMetrics metrics = new CompareMetrics(comparison);
        metrics.fill();
        metrics.text.write(file);
    }

    private void fill() {
        text.head("lockkeeper_compare_same", "1 when both sides hold the same.");
        text.value("lockkeeper_compare_same", "", comparison.isSame() ? 1 : 0);
        text.head("lockkeeper_compare_rows", "Rows of a table on either side.");
        each("lockkeeper_compare_rows", "side=\"source\"", OfTable::sourceRows);
        each("lockkeeper_compare_rows", "side=\"target\"", OfTable::targetRows);
        text.head("lockkeeper_compare_differing_rows", "Rows that are not the same on both sides.");
        each("lockkeeper_compare_differing_rows", "kind=\"missing\"", OfTable::missing);
        each("lockkeeper_compare_differing_rows", "kind=\"extra\"", OfTable::extra);
        each("lockkeeper_compare_differing_rows", "kind=\"different\"", OfTable::different);
        text.head("lockkeeper_compare_missing_tables", "Tables that the target lacks.");
        text.value(
                "lockkeeper_compare_missing_tables", "", comparison.onlySource().size());
        text.head("lockkeeper_compare_sequences_behind", "Sequences behind their columns.");
        text.value(
                "lockkeeper_compare_sequences_behind",
                "",
                comparison.sequences().size());
        text.head("lockkeeper_compare_seconds", "How long the comparison took.");
        text.value("lockkeeper_compare_seconds", "", comparison.seconds());
        text.head("lockkeeper_compare_rows_per_second", "Rows read in a second, both sides together.");
        text.value(
                "lockkeeper_compare_rows_per_second",
                "",
                Math.rint(comparison.rowsRead() / Math.max(1e-3, comparison.seconds())));
    }

    private void each(String name, String label, ToLongFunction<OfTable> figure) {
        for (OfTable table : comparison.tables()) {
            text.value(
                    name,
                    "table=\"" + PrometheusText.escaped(table.source()) + "\"," + label,
                    figure.applyAsLong(table));
        }
    }
}
