package dev.lockkeeper.compare;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the source and the one of the target that should hold the same rows.
 *
 * @param sourceColumns those that both sides have
 * @param targetColumns their counterparts, in the same order
 * @param key which of the columns tell rows apart; none where nothing does
 * @param compared which of the columns have to be the same
 */
record TablePair(
        SideTable source,
        SideTable target,
        List<SideColumn> sourceColumns,
        List<SideColumn> targetColumns,
        List<Meaning> meanings,
        List<Integer> key,
        List<Integer> compared,
        List<String> onlySource,
        List<String> onlyTarget) {

    TablePair {
        sourceColumns = List.copyOf(sourceColumns);
        targetColumns = List.copyOf(targetColumns);
        meanings = List.copyOf(meanings);
        key = List.copyOf(key);
        compared = List.copyOf(compared);
        onlySource = List.copyOf(onlySource);
        onlyTarget = List.copyOf(onlyTarget);
    }

    String column(int at) {
        return targetColumns.get(at).name();
    }

    List<String> keyNames() {
        return key.stream().map(this::column).toList();
    }

    TablePair withMeanings(List<Meaning> others) {
        return new TablePair(
                source, target, sourceColumns, targetColumns, others, key, compared, onlySource, onlyTarget);
    }

    /** The row a reader stands on, its key canonical, its other values as they came. */
    Row row(Side.Reader reader) throws SQLException {
        @Nullable Object[] values = new Object[meanings.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = reader.value(at);
        }
        @Nullable Object[] keys = new Object[key.size()];
        for (int at = 0; at < keys.length; at++) {
            keys[at] = meanings.get(key.get(at)).canonical(values[key.get(at)]);
        }
        return new Row(keys, values, keys.length == 0 ? reader.place() : "", false);
    }

    /** What people call a row. */
    String name(Row row) {
        return key.isEmpty()
                ? row.place()
                : IntStream.range(0, key.size())
                        .mapToObj(at -> column(key.get(at)) + "=" + shown(row, key.get(at)))
                        .collect(Collectors.joining(", "));
    }

    /** One value of a row on one line, cut where it gets long. */
    String shown(Row row, int at) {
        Object value = row.values()[at];
        if (value == null) {
            return "NULL";
        }
        return Shortened.of(row.canonical() ? meanings.get(at).spelled(value) : Meaning.spelledAsRead(value));
    }
}
