package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.model.Population;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which row and column of a table before is which row and column of a table after. */
final class RowPairs {

    private static final int NONE = -1;

    private final TablePicture before;
    private final TablePicture after;
    private final int[] columns;
    private final int[] rows;
    private final BitSet free;

    private RowPairs(TablePicture before, TablePicture after, int[] columns, BitSet free) {
        this.before = before;
        this.after = after;
        this.columns = columns;
        this.rows = new int[before.rows().size()];
        this.free = free;
        Arrays.fill(rows, NONE);
    }

    /** Of a table that is still there, or that was made again under its name. */
    static RowPairs ofOneTable(TablePicture before, TablePicture after) {
        RowPairs pairs = new RowPairs(before, after, sameColumns(before, after), allOf(after));
        BitSet open = allOf(before);
        if (pairs.keyed()) {
            pairs.byPlaces(open, pairs.mapped(before.keyPlaces()));
            pairs.byPlaces(open, pairs.unkeyed());
        } else {
            pairs.byPlaces(open, pairs.mappedPlaces());
            pairs.byLikeness(open);
        }
        return pairs;
    }

    /** Of rows that are gone, among rows of another table that are new. */
    static RowPairs elsewhere(TablePicture before, BitSet gone, TablePicture after, BitSet fresh) {
        RowPairs pairs = new RowPairs(before, after, columnsByName(before, after), (BitSet) fresh.clone());
        BitSet open = (BitSet) gone.clone();
        if (before.shape().key().isEmpty()) {
            pairs.byPlaces(open, pairs.mappedPlaces());
            return pairs;
        }
        if (!pairs.keyed()) {
            pairs.guessKey();
        }
        if (pairs.keyed()) {
            pairs.byPlaces(open, pairs.mapped(before.keyPlaces()));
            pairs.guessColumns();
        }
        return pairs;
    }

    TablePicture before() {
        return before;
    }

    TablePicture after() {
        return after;
    }

    int column(int place) {
        return columns[place];
    }

    int row(int row) {
        return rows[row];
    }

    /** Rows before that have no row after. */
    BitSet gone() {
        BitSet gone = new BitSet();
        for (int i = 0; i < rows.length; i++) {
            gone.set(i, rows[i] == NONE);
        }
        return gone;
    }

    /** Rows after that no row before became. */
    BitSet fresh() {
        return (BitSet) free.clone();
    }

    int paired() {
        return rows.length - gone().cardinality();
    }

    /** Whether a column is another one of the same name, made after the first was dropped. */
    boolean madeAgain(int place) {
        return columns[place] != NONE
                && before.shape().oid() == after.shape().oid()
                && before.shape().columns().get(place).number()
                        != after.shape().columns().get(columns[place]).number();
    }

    /** Columns after that no column before became. */
    List<Integer> added() {
        List<Integer> added = new ArrayList<>();
        for (int place = 0; place < after.shape().columns().size(); place++) {
            if (!contains(columns, place)) {
                added.add(place);
            }
        }
        return added;
    }

    /**
     * Of the paired rows' values outside the key, how many are there again; 1 when there is nothing but the key to
     * compare.
     */
    double likeness() {
        boolean[] key = new boolean[columns.length];
        if (!before.shape().key().isEmpty()) {
            for (int place : before.keyPlaces()) {
                key[place] = true;
            }
        }
        int values = 0;
        int again = 0;
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] == NONE) {
                continue;
            }
            for (int place = 0; place < columns.length; place++) {
                if (!key[place] && before.rows().get(row)[place] != null) {
                    values++;
                    again += sameValue(row, place) ? 1 : 0;
                }
            }
        }
        return values == 0 ? 1 : (double) again / values;
    }

    /** Whether a value of a paired row stands unchanged in the column it belongs to. */
    boolean sameValue(int row, int place) {
        String value = before.rows().get(row)[place];
        int to = columns[place];
        if (value == null || to == NONE || rows[row] == NONE) {
            return value == null;
        }
        String now = after.rows().get(rows[row])[to];
        return now != null
                && Meaning.same(
                        value, columnBefore(place).type(), now, columnAfter(to).type());
    }

    /** Gives rows after the origin of the rows before. */
    void carry(RowOrigins origins) {
        long from = before.shape().oid();
        long to = after.shape().oid();
        int[] beforeKey = before.keyPlaces();
        int[] afterKey = after.keyPlaces();
        Map<String, Population> carried = new HashMap<>();
        for (int row = 0; row < rows.length; row++) {
            String identity = TablePicture.identity(before.rows().get(row), beforeKey);
            Population population = origins.known(from, identity);
            if (population != null) {
                origins.forget(from, identity);
                if (rows[row] != NONE) {
                    carried.put(TablePicture.identity(after.rows().get(rows[row]), afterKey), population);
                }
            }
        }
        carried.forEach((identity, population) -> origins.put(to, identity, population));
    }

    // ---- columns

    private static int[] sameColumns(TablePicture before, TablePicture after) {
        int[] byName = columnsByName(before, after);
        if (before.shape().oid() != after.shape().oid()) {
            return byName;
        }
        List<Column> now = after.shape().columns();
        int[] columns = new int[byName.length];
        for (int place = 0; place < columns.length; place++) {
            int number = before.shape().columns().get(place).number();
            columns[place] = NONE;
            for (int to = 0; to < now.size(); to++) {
                if (now.get(to).number() == number) {
                    columns[place] = to;
                }
            }
        }
        for (int place = 0; place < columns.length; place++) {
            if (columns[place] == NONE && !contains(columns, byName[place])) {
                columns[place] = byName[place];
            }
        }
        return columns;
    }

    private static int[] columnsByName(TablePicture before, TablePicture after) {
        List<String> names = after.shape().columns().stream().map(Column::name).toList();
        return before.shape().columns().stream()
                .mapToInt(column -> names.indexOf(column.name()))
                .toArray();
    }

    private static boolean contains(int[] places, int place) {
        return Arrays.stream(places).anyMatch(one -> one == place);
    }

    private Column columnBefore(int place) {
        return before.shape().columns().get(place);
    }

    private Column columnAfter(int place) {
        return after.shape().columns().get(place);
    }

    private boolean keyed() {
        return !before.shape().key().isEmpty()
                && Arrays.stream(before.keyPlaces()).allMatch(place -> columns[place] != NONE);
    }

    private int[] mapped(int[] places) {
        return Arrays.stream(places).filter(place -> columns[place] != NONE).toArray();
    }

    private int[] mappedPlaces() {
        return mapped(allPlaces());
    }

    private int[] allPlaces() {
        int[] places = new int[columns.length];
        Arrays.setAll(places, place -> place);
        return places;
    }

    private int[] unkeyed() {
        int[] key = before.keyPlaces();
        return Arrays.stream(mappedPlaces())
                .filter(place -> !contains(key, place))
                .toArray();
    }

    // A table that took the rows under other names: its own key, when it has as many columns.
    private void guessKey() {
        int[] from = before.keyPlaces();
        int[] to = after.shape().key().isEmpty() ? new int[0] : after.keyPlaces();
        if (from.length == to.length) {
            for (int i = 0; i < from.length; i++) {
                if (columns[from[i]] == NONE && !contains(columns, to[i])) {
                    columns[from[i]] = to[i];
                }
            }
        }
    }

    // A column without a namesake goes where most of its values stand.
    private void guessColumns() {
        for (int place = 0; place < columns.length; place++) {
            if (columns[place] == NONE) {
                int best = NONE;
                int most = 0;
                for (int to : added()) {
                    int found = agreements(place, to);
                    if (found > most) {
                        most = found;
                        best = to;
                    }
                }
                columns[place] = 2 * most > valuesOf(place) ? best : NONE;
            }
        }
    }

    private int agreements(int place, int to) {
        int found = 0;
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] != NONE) {
                String value = before.rows().get(row)[place];
                String now = after.rows().get(rows[row])[to];
                found += value != null
                                && now != null
                                && Meaning.same(
                                        value,
                                        columnBefore(place).type(),
                                        now,
                                        columnAfter(to).type())
                        ? 1
                        : 0;
            }
        }
        return found;
    }

    private int valuesOf(int place) {
        int values = 0;
        for (int row = 0; row < rows.length; row++) {
            values += rows[row] != NONE && before.rows().get(row)[place] != null ? 1 : 0;
        }
        return values;
    }

    // ---- rows

    private static BitSet allOf(TablePicture picture) {
        BitSet all = new BitSet();
        all.set(0, picture.rows().size());
        return all;
    }

    private void pair(BitSet open, int row, int to) {
        rows[row] = to;
        open.clear(row);
        free.clear(to);
    }

    private void byPlaces(BitSet open, int[] places) {
        if (places.length == 0 || open.isEmpty() || free.isEmpty()) {
            return;
        }
        Map<String, Deque<Integer>> index = new HashMap<>();
        for (int to = free.nextSetBit(0); to >= 0; to = free.nextSetBit(to + 1)) {
            String text =
                    text(after, to, Arrays.stream(places).map(this::column).toArray());
            if (text != null) {
                index.computeIfAbsent(text, any -> new ArrayDeque<>(1)).add(to);
            }
        }
        for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
            String text = text(before, row, places);
            Deque<Integer> same = text == null ? null : index.get(text);
            Integer to = same == null ? null : same.poll();
            if (to != null) {
                pair(open, row, to);
            }
        }
    }

    // Rows that are NULL in all the places say nothing about which of them is which.
    private static @Nullable String text(TablePicture picture, int row, int[] places) {
        @Nullable String[] values = picture.rows().get(row);
        StringBuilder text = new StringBuilder();
        boolean any = false;
        for (int place : places) {
            String value = values[place];
            any |= value != null;
            text.append(
                            value == null
                                    ? "\u0001"
                                    : Meaning.canonical(
                                            value,
                                            picture.shape().columns().get(place).type()))
                    .append('\u0000');
        }
        return any ? text.toString() : null;
    }

    /** Above this many rows the search for the most similar row would be slower than it is worth. */
    private static final int FEW = 500;

    // Without a key: the row that shares most values; then, when as many rows are left on both sides, their order.
    private void byLikeness(BitSet open) {
        if (open.cardinality() <= FEW && free.cardinality() <= FEW) {
            for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
                int best = mostAlike(row);
                if (best != NONE) {
                    pair(open, row, best);
                }
            }
        }
        if (before.rows().size() == after.rows().size()) {
            for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
                pair(open, row, free.nextSetBit(0));
            }
        }
    }

    private int mostAlike(int row) {
        int values = 0;
        for (int place : mappedPlaces()) {
            values += before.rows().get(row)[place] == null ? 0 : 1;
        }
        int best = NONE;
        int most = 0;
        for (int to = free.nextSetBit(0); to >= 0; to = free.nextSetBit(to + 1)) {
            rows[row] = to;
            int same = 0;
            for (int place : mappedPlaces()) {
                same += before.rows().get(row)[place] != null && sameValue(row, place) ? 1 : 0;
            }
            if (same > most) {
                most = same;
                best = to;
            }
        }
        rows[row] = NONE;
        return 2 * most >= values ? best : NONE;
    }
}
