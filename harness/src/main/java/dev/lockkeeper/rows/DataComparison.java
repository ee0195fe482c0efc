package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of rows and values between two pictures: lost, altered, or moved, which is no loss. */
public final class DataComparison {

    private final RowOrigins origins;
    private final Effects effects = new Effects();
    private final Whereabouts whereabouts;

    private DataComparison(RowOrigins origins, Whereabouts whereabouts) {
        this.origins = origins;
        this.whereabouts = whereabouts;
    }

    /**
     * @param after of the same tables, and of all that were made or written meanwhile; see {@link DataPicture#again}
     * @param by whose doing it is
     */
    public static List<DataEffect> compare(
            DataPicture before, DataPicture after, RowOrigins origins, Direction by, Attribution attribution) {
        List<RowPairs> homes = pairs(before, after);
        Map<Long, RowPairs> byTable = new HashMap<>();
        homes.forEach(home -> byTable.put(home.before().shape().oid(), home));
        Collection<TablePicture> tablesAfter = after.tables().values();
        DataComparison comparison = new DataComparison(origins, new Whereabouts(tablesAfter, homes));
        for (TablePicture table : before.tables().values()) {
            RowPairs home = byTable.get(table.shape().oid());
            if (home == null) {
                comparison.gone(table, all(table));
            } else if (!unchanged(home)) {
                comparison.stayed(home);
            }
        }
        return comparison.effects.facts(by, attribution);
    }

    /** The same rows in tables of the same names and columns. */
    static boolean same(DataPicture before, DataPicture after) {
        return before.names().equals(after.names())
                && before.tables().values().stream()
                        .allMatch(table -> after.named(table.shape().name())
                                .map(other -> sameContent(table, other))
                                .orElse(false));
    }

    private static boolean sameContent(TablePicture one, TablePicture other) {
        return shapeOf(one).equals(shapeOf(other))
                && one.rows().size() == other.rows().size()
                && sorted(one).equals(sorted(other));
    }

    private static Set<String> shapeOf(TablePicture table) {
        return table.shape().columns().stream()
                .map(column -> column.name() + " " + column.typeText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // The order of columns is no difference.
    private static List<String> sorted(TablePicture table) {
        int[] places = new int[table.shape().columns().size()];
        List<String> names = table.shape().columns().stream().map(Column::name).toList();
        List<String> order = names.stream().sorted().toList();
        Arrays.setAll(places, i -> names.indexOf(order.get(i)));
        return table.rows().stream()
                .map(row -> TablePicture.identity(row, places))
                .sorted()
                .toList();
    }

    /** Tables that are still there, by number or at least by name. */
    static List<RowPairs> pairs(DataPicture before, DataPicture after) {
        List<RowPairs> pairs = new ArrayList<>();
        for (TablePicture table : before.tables().values()) {
            Optional.ofNullable(after.tables().get(table.shape().oid()))
                    .or(() -> after.named(table.shape().name()).filter(other -> !before.tables()
                            .containsKey(other.shape().oid())))
                    .ifPresent(now -> pairs.add(RowPairs.ofOneTable(table, now)));
        }
        return pairs;
    }

    private static boolean unchanged(RowPairs home) {
        TablePicture before = home.before();
        TablePicture after = home.after();
        return before.shape().name().equals(after.shape().name())
                && before.shape().columns().equals(after.shape().columns())
                && (before.kept() == null ? sameRows(before.rows(), after.rows()) : sameDigest(before, after));
    }

    private static boolean sameDigest(TablePicture before, TablePicture after) {
        KeptRows kept = before.kept();
        KeptRows keptAfter = after.kept();
        return kept != null && keptAfter != null && kept.digest().equals(keptAfter.digest());
    }

    private static boolean sameRows(List<@Nullable String[]> one, List<@Nullable String[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static BitSet all(TablePicture table) {
        BitSet all = new BitSet();
        all.set(0, table.rows().size());
        return all;
    }

    private static String nameOf(TablePicture table) {
        return table.shape().name();
    }

    private Population origin(TablePicture table, int row) {
        return origins.of(table.shape().oid(), key(table, row));
    }

    private static String key(TablePicture table, int row) {
        return TablePicture.identity(table.rows().get(row), table.keyPlaces());
    }

    // ---- tables that are still there

    private void stayed(RowPairs home) {
        TablePicture before = home.before();
        boolean renamed = !nameOf(before).equals(nameOf(home.after()));
        if (renamed) {
            moved(home, all(before), nameOf(home.after()));
        }
        for (int place = 0; place < before.shape().columns().size(); place++) {
            column(home, place, renamed);
        }
        gone(before, home.gone());
    }

    private void moved(RowPairs home, BitSet rows, String where) {
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (home.row(row) >= 0) {
                add(home, row, null, Effect.MOVED, null, where);
            }
        }
    }

    private void column(RowPairs home, int place, boolean tableMoved) {
        Column column = home.before().shape().columns().get(place);
        int to = home.column(place);
        Column now = to < 0 ? null : home.after().shape().columns().get(to);
        BitSet lost = new BitSet();
        BitSet altered = new BitSet();
        for (int row = 0; row < home.before().rows().size(); row++) {
            String value = home.before().rows().get(row)[place];
            if (value == null || home.row(row) < 0) {
                continue;
            }
            String after = to < 0 ? null : home.after().rows().get(home.row(row))[to];
            if (after == null) {
                lost.set(row);
            } else if (now != null && !Meaning.same(value, column.type(), after, now.type())) {
                (home.madeAgain(place) ? lost : altered).set(row);
            } else if (now != null && !now.name().equals(column.name()) && !tableMoved) {
                add(home, row, column.name(), Effect.MOVED, value, now.name());
            }
        }
        if (now != null && !altered.isEmpty() && recoded(home, place, to, column.type(), now.type())) {
            effect(home, place, altered, Effect.MOVED);
            altered.clear();
        }
        effect(home, place, altered, Effect.ALTERED);
        lost(home, place, lost);
    }

    private void lost(RowPairs home, int place, BitSet lost) {
        if (!lost.isEmpty()) {
            BitSet found = whereabouts.values(home, place, lost);
            effect(home, place, found, Effect.MOVED);
            lost.andNot(found);
            effect(home, place, lost, Effect.LOST);
        }
    }

    private void effect(RowPairs home, int place, BitSet rows, Effect effect) {
        Column column = home.before().shape().columns().get(place);
        int to = home.column(place);
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            String value = home.before().rows().get(row)[place];
            String after =
                    to < 0 || home.row(row) < 0 ? null : home.after().rows().get(home.row(row))[to];
            add(home, row, column.name(), effect, value, after);
        }
        if (!rows.isEmpty()) {
            Column now = to < 0 || home.madeAgain(place)
                    ? null
                    : home.after().shape().columns().get(to);
            effects.later(nameOf(home.before()), effect, nameOf(home.after()), column, now);
        }
    }

    private void add(
            RowPairs home,
            int row,
            @Nullable String column,
            Effect effect,
            @Nullable String before,
            @Nullable String after) {
        TablePicture table = home.before();
        effects.add(nameOf(table), column, effect, origin(table, row), key(table, row), before, after);
    }

    /** Types whose values are names for something, so that other names lose nothing. */
    private static final Set<String> NAMES = Set.of("text", "character varying", "boolean", "smallint", "integer");

    // Labels that became numbers, or an enum's label that was renamed. Within one type a changed value is a change.
    private static boolean recoded(RowPairs home, int place, int to, TypeShape from, TypeShape now) {
        TypeShape one = from.base();
        TypeShape other = now.base();
        if (one.oid() == other.oid()) {
            return one.kind() == TypeShape.Kind.ENUM && !one.labels().equals(other.labels());
        }
        return nameLike(one) && nameLike(other) && family(one) != family(other) && Whereabouts.isCode(home, place, to);
    }

    private static boolean nameLike(TypeShape type) {
        return type.kind() == TypeShape.Kind.ENUM || NAMES.contains(type.name());
    }

    private static int family(TypeShape type) {
        return switch (type.name()) {
            case "text", "character varying" -> 1;
            case "smallint", "integer" -> 2;
            case "boolean" -> 3;
            default -> 4;
        };
    }

    // ---- rows that are gone from their table

    private void gone(TablePicture before, BitSet rows) {
        if (rows.isEmpty()) {
            return;
        }
        BitSet lost = (BitSet) rows.clone();
        for (RowPairs home : whereabouts.rows(before, rows)) {
            BitSet here = (BitSet) rows.clone();
            here.andNot(home.gone());
            moved(home, here, nameOf(home.after()));
            for (int place = 0; place < before.shape().columns().size(); place++) {
                movedColumn(home, place, here);
            }
            lost.andNot(here);
        }
        for (int row = lost.nextSetBit(0); row >= 0; row = lost.nextSetBit(row + 1)) {
            effects.add(
                    nameOf(before),
                    null,
                    Effect.LOST,
                    origin(before, row),
                    key(before, row),
                    content(before, row),
                    null);
        }
    }

    private void movedColumn(RowPairs home, int place, BitSet here) {
        BitSet lost = new BitSet();
        BitSet altered = new BitSet();
        for (int row = here.nextSetBit(0); row >= 0; row = here.nextSetBit(row + 1)) {
            int to = home.column(place);
            if (home.before().rows().get(row)[place] != null && !home.sameValue(row, place)) {
                boolean there = to >= 0 && home.after().rows().get(home.row(row))[to] != null;
                (there ? altered : lost).set(row);
            }
        }
        effect(home, place, altered, Effect.ALTERED);
        lost(home, place, lost);
    }

    private static String content(TablePicture table, int row) {
        return Arrays.stream(table.rows().get(row))
                .map(value -> value == null ? "NULL" : value)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
