package dev.lockkeeper.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.Version;
import dev.lockkeeper.compare.Comparison;
import dev.lockkeeper.compare.Comparison.ColumnDifference;
import dev.lockkeeper.compare.Comparison.OfTable;
import dev.lockkeeper.compare.Comparison.RowDifference;
import dev.lockkeeper.compare.Comparison.SequenceBehind;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a comparison where it was asked for: for people on standard output, for programs as JSON. */
final class ComparisonOutput {

    private static final String SCHEMA = "lockkeeper-comparison/1";

    private record Destination(boolean json, Optional<Path> file) {}

    private final List<Destination> destinations;
    private final Console console;

    private ComparisonOutput(List<Destination> destinations, Console console) {
        this.destinations = destinations;
        this.console = console;
    }

    /** Reads the options before anything is compared. */
    static ComparisonOutput of(List<String> formats, Console console) {
        List<Destination> destinations = new ArrayList<>();
        for (String one : formats) {
            String[] parts = one.split("=", 2);
            if (!parts[0].equals("text") && !parts[0].equals("json")) {
                throw LockkeeperException.because("--format: there is no format " + parts[0] + " of a comparison.")
                        .tryThis("text, json, text=FILE, json=FILE");
            }
            destinations.add(new Destination(
                    parts[0].equals("json"),
                    parts.length < 2
                            ? Optional.empty()
                            : Optional.of(console.here().resolve(parts[1]))));
        }
        return new ComparisonOutput(destinations, console);
    }

    void write(Comparison comparison) {
        boolean printed = false;
        for (Destination destination : destinations) {
            String text = destination.json() ? json(comparison) : text(comparison);
            if (destination.file().isPresent()) {
                write(destination.file().get(), text);
            } else {
                console.out().print(text);
                printed = true;
            }
        }
        if (!printed) {
            console.out().print(text(comparison));
        }
    }

    private static void write(Path file, String text) {
        @Nullable Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write " + file + ".").answered(String.valueOf(e.getMessage()));
        }
    }

    private static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        line(text, comparison.source() + " → " + comparison.target());
        Table table = new Table("table", "in the target", "rows", "there", "missing", "extra", "different", "by");
        for (OfTable one : comparison.tables()) {
            table.row(
                    one.source(),
                    one.target(),
                    number(one.sourceRows()),
                    number(one.targetRows()),
                    number(one.missing()),
                    number(one.extra()),
                    number(one.different()),
                    one.key().isEmpty() ? "whole rows" : String.join(", ", one.key()));
        }
        text.append(table.as(Table.Form.table));
        comparison.tables().forEach(one -> rows(text, one));
        comparison
                .onlySource()
                .forEach((name, rows) ->
                        line(text, "", "table " + name + " is missing in the target: " + number(rows) + " rows"));
        for (SequenceBehind one : comparison.sequences()) {
            line(
                    text,
                    "",
                    "sequence " + one.sequence() + " hands out " + one.next() + " next, and " + one.table() + "."
                            + one.column() + " holds up to " + one.highest(),
                    "  try: " + one.remedy());
        }
        notes(text, comparison);
        line(text, "", summary(comparison));
        return text.toString();
    }

    private static void rows(StringBuilder text, OfTable table) {
        if (table.differences() > 0 || !table.onlySource().isEmpty()) {
            line(text, "", table.source() + ":");
        }
        table.onlySource().forEach(column -> line(text, "  column " + column + " is missing in the target"));
        for (RowDifference row : table.rows()) {
            line(text, "  " + word(row.kind()) + "  " + row.key());
            row.columns().forEach(column -> line(text, "      " + column(column)));
        }
        long more = table.differences() - table.rows().size();
        if (more > 0) {
            line(text, "  and " + number(more) + " more (--show " + table.differences() + ")");
            table.byColumn()
                    .forEach((column, rows) -> line(text, "  " + column + " differs in " + number(rows) + " rows"));
        }
    }

    private static String word(Comparison.Kind kind) {
        return switch (kind) {
            case MISSING -> "missing  ";
            case EXTRA -> "extra    ";
            case DIFFERENT -> "different";
        };
    }

    private static String column(ColumnDifference one) {
        StringBuilder text = new StringBuilder(one.column());
        if (one.source() != null && one.target() != null) {
            text.append(": ").append(one.source()).append(" → ").append(one.target());
        } else if (one.source() != null || one.target() != null) {
            text.append(": ").append(one.source() != null ? one.source() : one.target());
        }
        if (!one.how().isEmpty()) {
            text.append(one.source() == null ? ": " : "  (").append(one.how()).append(one.source() == null ? "" : ")");
        }
        return text.toString();
    }

    private static void notes(StringBuilder text, Comparison comparison) {
        List<String> notes = new ArrayList<>(comparison.notes());
        String counted = comparison.strict() ? "" : ", not compared";
        if (!comparison.onlyTarget().isEmpty()) {
            notes.add("only the target has " + String.join(", ", comparison.onlyTarget()) + counted);
        }
        for (OfTable table : comparison.tables()) {
            if (!table.onlyTarget().isEmpty()) {
                notes.add("only the target has " + table.target() + "."
                        + String.join(", " + table.target() + ".", table.onlyTarget()) + counted);
            }
        }
        if (!notes.isEmpty()) {
            line(text, "");
            notes.forEach(note -> line(text, "note: " + note));
        }
    }

    private static String summary(Comparison comparison) {
        String read = number(comparison.rowsRead()) + " rows read in "
                + String.format(Locale.ROOT, "%.1f s", comparison.seconds()) + ", "
                + number((long) (comparison.rowsRead() / Math.max(1e-3, comparison.seconds()))) + " rows/s";
        long differences = comparison.differences();
        return comparison.isSame()
                ? "THE SAME: " + read
                : number(differences) + (differences == 1 ? " DIFFERENCE: " : " DIFFERENCES: ") + read;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static void line(StringBuilder text, String... lines) {
        for (String line : lines) {
            text.append(line).append('\n');
        }
    }

    private static String json(Comparison comparison) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", SCHEMA);
        root.putObject("tool").put("name", "lockkeeper").put("version", Version.current());
        root.put("source", comparison.source());
        root.put("target", comparison.target());
        root.put("same", comparison.isSame());
        root.put("differences", comparison.differences());
        root.put("rowsRead", comparison.rowsRead());
        root.put("millis", Math.round(comparison.seconds() * 1000));
        ArrayNode tables = root.putArray("tables");
        comparison.tables().forEach(one -> table(tables.addObject(), one));
        ObjectNode onlySource = root.putObject("onlySource");
        comparison.onlySource().forEach(onlySource::put);
        texts(root, "onlyTarget", comparison.onlyTarget());
        ArrayNode sequences = root.putArray("sequencesBehind");
        comparison.sequences().forEach(one -> sequences
                .addObject()
                .put("sequence", one.sequence())
                .put("table", one.table())
                .put("column", one.column())
                .put("next", one.next())
                .put("highest", one.highest())
                .put("remedy", one.remedy()));
        texts(root, "notes", comparison.notes());
        try {
            return mapper.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void table(ObjectNode node, OfTable table) {
        node.put("source", table.source()).put("target", table.target());
        texts(node, "key", table.key());
        node.put("sourceRows", table.sourceRows())
                .put("targetRows", table.targetRows())
                .put("missing", table.missing())
                .put("extra", table.extra())
                .put("different", table.different())
                .put("millis", Math.round(table.seconds() * 1000));
        texts(node, "onlySource", table.onlySource());
        texts(node, "onlyTarget", table.onlyTarget());
        ObjectNode byColumn = node.putObject("byColumn");
        table.byColumn().forEach(byColumn::put);
        ArrayNode rows = node.putArray("rows");
        for (RowDifference row : table.rows()) {
            ObjectNode one = rows.addObject();
            one.put("kind", row.kind().name().toLowerCase(Locale.ROOT)).put("key", row.key());
            ArrayNode columns = one.putArray("columns");
            for (ColumnDifference column : row.columns()) {
                ObjectNode said =
                        columns.addObject().put("column", column.column()).put("how", column.how());
                if (column.source() != null) {
                    said.put("source", column.source());
                }
                if (column.target() != null) {
                    said.put("target", column.target());
                }
            }
        }
    }

    private static void texts(ObjectNode node, String name, List<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.forEach(array::add);
    }
}
