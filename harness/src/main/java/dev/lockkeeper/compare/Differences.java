package dev.lockkeeper.compare;

import dev.lockkeeper.compare.Comparison.ColumnDifference;
import dev.lockkeeper.compare.Comparison.Kind;
import dev.lockkeeper.compare.Comparison.RowDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what differs in one table, and keeps the first of it. */
final class Differences {

    private final TablePair pair;
    private final CompareRequest request;
    private final SortedMap<String, Long> byColumn = new TreeMap<>();
    private final List<RowDifference> rows = new ArrayList<>();
    private long missing;
    private long extra;
    private long different;

    Differences(TablePair pair, CompareRequest request) {
        this.pair = pair;
        this.request = request;
    }

    void missing(Row row) {
        missing++;
        keep(Kind.MISSING, row, alone(row, true));
    }

    void extra(Row row) {
        extra++;
        keep(Kind.EXTRA, row, alone(row, false));
    }

    /** Looks whether two rows of the same key hold the same. */
    void pair(Row source, Row target) {
        List<ColumnDifference> columns = new ArrayList<>();
        boolean canonical = source.canonical();
        for (int at : pair.compared()) {
            Object left = source.values()[at];
            Object right = target.values()[at];
            Meaning meaning = pair.meanings().get(at);
            boolean same = canonical ? Objects.equals(left, right) : meaning.same(left, right);
            if (!same) {
                byColumn.merge(pair.column(at), 1L, Long::sum);
                String how = canonical
                        ? Hints.of(meaning, left, right)
                        : Hints.of(meaning, meaning.canonical(left), meaning.canonical(right));
                columns.add(new ColumnDifference(pair.column(at), how, value(source, at), value(target, at)));
            }
        }
        if (!columns.isEmpty()) {
            different++;
            keep(Kind.DIFFERENT, source, columns);
        }
    }

    Comparison.OfTable close(long sourceRows, long targetRows, double seconds) {
        return new Comparison.OfTable(
                pair.source().shown(),
                pair.target().shown(),
                pair.keyNames(),
                sourceRows,
                targetRows,
                missing,
                extra,
                different,
                pair.onlySource(),
                pair.onlyTarget(),
                byColumn,
                rows,
                seconds);
    }

    /** Of a row that one side lacks all columns are shown, when values are. */
    private List<ColumnDifference> alone(Row row, boolean ofSource) {
        List<ColumnDifference> columns = new ArrayList<>();
        if (request.values() && rows.size() < request.shown() && row.values().length > 0) {
            for (int at : pair.compared()) {
                String value = value(row, at);
                columns.add(
                        new ColumnDifference(pair.column(at), "", ofSource ? value : null, ofSource ? null : value));
            }
        }
        return columns;
    }

    private void keep(Kind kind, Row row, List<ColumnDifference> columns) {
        if (rows.size() < request.shown()) {
            rows.add(new RowDifference(kind, pair.name(row), columns));
        }
    }

    private @Nullable String value(Row row, int at) {
        return request.values() ? pair.shown(row, at) : null;
    }
}
