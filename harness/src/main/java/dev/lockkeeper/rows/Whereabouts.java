package dev.lockkeeper.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TypeShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for rows and values that are gone from their place among those that are new. */
final class Whereabouts {

    private record Fresh(TablePicture table, BitSet rows) {}

    private final List<Fresh> fresh = new ArrayList<>();
    private final List<RowPairs> homes;
    private final Collection<TablePicture> after;

    /**
     * @param after all tables after
     * @param homes the rows that stayed in their tables
     */
    Whereabouts(Collection<TablePicture> after, List<RowPairs> homes) {
        this.homes = homes;
        this.after = after;
        Map<Long, BitSet> left = new HashMap<>();
        homes.forEach(home -> left.put(home.after().shape().oid(), home.fresh()));
        for (TablePicture table : after) {
            BitSet rows = left.computeIfAbsent(table.shape().oid(), any -> all(table));
            if (!rows.isEmpty()) {
                fresh.add(new Fresh(table, rows));
            }
        }
    }

    private static BitSet all(TablePicture table) {
        BitSet all = new BitSet();
        all.set(0, table.rows().size());
        return all;
    }

    /** Where rows went that are gone; most of them first. Several places when a table was split by rows. */
    List<RowPairs> rows(TablePicture before, BitSet gone) {
        List<RowPairs> found = new ArrayList<>();
        BitSet open = (BitSet) gone.clone();
        while (!open.isEmpty()) {
            RowPairs best = null;
            for (Fresh other : fresh) {
                RowPairs pairs = RowPairs.elsewhere(before, open, other.table, other.rows);
                if (pairs.paired() > 0 && pairs.likeness() >= 0.5 && (best == null || better(pairs, best))) {
                    best = pairs;
                }
            }
            if (best == null) {
                return found;
            }
            found.add(best);
            open.and(best.gone());
        }
        return found;
    }

    private static boolean better(RowPairs one, RowPairs other) {
        return one.paired() * one.likeness() > other.paired() * other.likeness();
    }

    /**
     * Of the given rows, those whose value of one column stands elsewhere: in another column of the same row, in a row
     * that refers to this one or that this one refers to, alone or inside a document, a list or a longer text.
     */
    BitSet values(RowPairs home, int place, BitSet rows) {
        BitSet open = (BitSet) rows.clone();
        BitSet found = new BitSet();
        List<Finder> finders = finders(home, place);
        while (!open.isEmpty()) {
            BitSet best = new BitSet();
            for (Finder finder : finders) {
                BitSet here = matches(finder, home, place, open, rows);
                if (here.cardinality() > best.cardinality()) {
                    best = here;
                }
            }
            if (best.isEmpty()) {
                return found;
            }
            found.or(best);
            open.andNot(best);
        }
        return found;
    }

    /** Whether a row's value of the column in question can be read there. */
    private interface Finder {
        boolean has(int row, String value);

        /** A looser likeness, which only counts when it holds for every value. */
        default boolean loose() {
            return false;
        }
    }

    private static BitSet matches(Finder finder, RowPairs home, int place, BitSet open, BitSet all) {
        BitSet here = new BitSet();
        Set<String> distinct = new HashSet<>();
        for (int row = open.nextSetBit(0); row >= 0; row = open.nextSetBit(row + 1)) {
            String value = home.before().rows().get(row)[place];
            if (value != null && finder.has(row, value)) {
                here.set(row);
                distinct.add(value);
            }
        }
        boolean complete = here.equals(open);
        // One constant that happens to stand in a new column, its default say, is no trace of the old values.
        boolean telling = complete || distinct.size() > 1;
        return telling && (complete || !finder.loose()) && !(finder.loose() && !open.equals(all)) ? here : new BitSet();
    }

    private List<Finder> finders(RowPairs home, int place) {
        List<Finder> finders = new ArrayList<>();
        Column column = home.before().shape().columns().get(place);
        List<Column> now = home.after().shape().columns();
        for (int to = 0; to < now.size(); to++) {
            if (to != home.column(place)) {
                int at = to;
                finders.add(sameRow(home, column.type(), at, false));
                finders.add(sameRow(home, column.type(), at, true));
            }
        }
        finders.add(recoded(home, place));
        for (Fresh other : fresh) {
            finders.addAll(referring(home, column.type(), other.table, other.rows, places(other.table)));
            finders.addAll(referred(home, column.type(), other.table, other.rows));
        }
        finders.addAll(standing(home, column.type()));
        return finders;
    }

    private static List<Integer> places(TablePicture table) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < table.shape().columns().size(); place++) {
            places.add(place);
        }
        return places;
    }

    /** Values that new columns of other tables took over, and texts that a key of a table of texts now stands for. */
    private List<Finder> standing(RowPairs home, TypeShape type) {
        List<Finder> finders = new ArrayList<>();
        for (RowPairs other : homes) {
            if (other != home && !other.added().isEmpty()) {
                finders.addAll(referring(home, type, other.after(), all(other.after()), other.added()));
            }
        }
        if (isText(type.base()) && !home.added().isEmpty()) {
            for (TablePicture other : after) {
                if (other.shape().oid() != home.after().shape().oid()) {
                    finders.addAll(referred(home, type, other, all(other)));
                }
            }
        }
        return finders;
    }

    private static Finder sameRow(RowPairs home, TypeShape type, int to, boolean inside) {
        Column target = home.after().shape().columns().get(to);
        int from = sourceOf(home, to);
        return new Finder() {
            @Override
            public boolean has(int row, String value) {
                boolean free = from < 0 || home.before().rows().get(row)[from] == null;
                if (!free || home.row(row) < 0) {
                    return false;
                }
                String now = home.after().rows().get(home.row(row))[to];
                return now != null
                        && (inside ? holds(now, target.type(), value) : Meaning.same(value, type, now, target.type()));
            }

            @Override
            public boolean loose() {
                return inside;
            }
        };
    }

    private static int sourceOf(RowPairs home, int to) {
        for (int place = 0; place < home.before().shape().columns().size(); place++) {
            if (home.column(place) == to) {
                return place;
            }
        }
        return -1;
    }

    /** A new column that holds one code for each old value and another for another, as when labels become numbers. */
    private static Finder recoded(RowPairs home, int place) {
        Set<Integer> faithful = new HashSet<>();
        for (int to : home.added()) {
            if (isCode(home, place, to)) {
                faithful.add(to);
            }
        }
        return new Finder() {
            @Override
            public boolean has(int row, String value) {
                return !faithful.isEmpty() && home.row(row) >= 0;
            }

            @Override
            public boolean loose() {
                return true;
            }
        };
    }

    /** Whether values of one column before and of one after stand for each other, and some of them repeat. */
    static boolean isCode(RowPairs home, int place, int to) {
        Map<String, String> codes = new HashMap<>();
        Set<String> used = new HashSet<>();
        int values = 0;
        for (int row = 0; row < home.before().rows().size(); row++) {
            String value = home.before().rows().get(row)[place];
            if (value == null || home.row(row) < 0) {
                continue;
            }
            values++;
            String code = home.after().rows().get(home.row(row))[to];
            String known = code == null ? null : codes.putIfAbsent(value, code);
            if (code == null || (known == null ? !used.add(code) : !known.equals(code))) {
                return false;
            }
        }
        return codes.size() > 1 && codes.size() < values;
    }

    /** Rows of another table that carry this row's key, each with the columns that may hold the value. */
    private static List<Finder> referring(
            RowPairs home, TypeShape type, TablePicture table, BitSet rows, List<Integer> places) {
        List<Column> key = home.before().shape().key();
        if (key.isEmpty()) {
            return List.of();
        }
        List<Finder> finders = new ArrayList<>();
        int[] keyPlaces = home.before().keyPlaces();
        for (int[] links : links(key, table)) {
            Map<String, List<Integer>> index = index(table, rows, links);
            for (int place : places) {
                TypeShape there = table.shape().columns().get(place).type();
                int at = place;
                finders.add((row, value) -> {
                    String text = join(home.before(), row, keyPlaces);
                    return text != null
                            && index.getOrDefault(text, List.of()).stream()
                                    .anyMatch(to -> stands(table, to, at, there, value, type));
                });
            }
        }
        return finders;
    }

    // One column may refer by any name; several only by their own.
    private static List<int[]> links(List<Column> key, TablePicture table) {
        List<String> names = table.shape().columns().stream().map(Column::name).toList();
        List<int[]> links = new ArrayList<>();
        if (key.size() == 1) {
            for (int place = 0; place < names.size(); place++) {
                links.add(new int[] {place});
            }
        } else if (names.containsAll(key.stream().map(Column::name).toList())) {
            links.add(key.stream()
                    .mapToInt(column -> names.indexOf(column.name()))
                    .toArray());
        }
        return links;
    }

    /** A new column of the row that carries the key of another table's new row, which holds the value. */
    private static List<Finder> referred(RowPairs home, TypeShape type, TablePicture table, BitSet rows) {
        if (table.shape().key().size() != 1) {
            return List.of();
        }
        Map<String, List<Integer>> index = index(table, rows, table.keyPlaces());
        List<Finder> finders = new ArrayList<>();
        for (int link : home.added()) {
            TypeShape linkType = home.after().shape().columns().get(link).type();
            for (int place = 0; place < table.shape().columns().size(); place++) {
                TypeShape there = table.shape().columns().get(place).type();
                int at = place;
                finders.add((row, value) -> {
                    String now = home.row(row) < 0 ? null : home.after().rows().get(home.row(row))[link];
                    return now != null
                            && index.getOrDefault(Meaning.canonical(now, linkType) + '\u0000', List.of()).stream()
                                    .anyMatch(to -> stands(table, to, at, there, value, type));
                });
            }
        }
        return finders;
    }

    private static boolean stands(
            TablePicture table, int row, int place, TypeShape there, String value, TypeShape type) {
        String now = table.rows().get(row)[place];
        return now != null && Meaning.same(value, type, now, there);
    }

    private static Map<String, List<Integer>> index(TablePicture table, BitSet rows, int[] places) {
        Map<String, List<Integer>> index = new HashMap<>();
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            String text = join(table, row, places);
            if (text != null) {
                index.computeIfAbsent(text, any -> new ArrayList<>(1)).add(row);
            }
        }
        return index;
    }

    private static @Nullable String join(TablePicture table, int row, int[] places) {
        StringBuilder text = new StringBuilder();
        for (int place : places) {
            String value = table.rows().get(row)[place];
            if (value == null) {
                return null;
            }
            text.append(Meaning.canonical(
                            value, table.shape().columns().get(place).type()))
                    .append('\u0000');
        }
        return text.toString();
    }

    /** Whether a document has the value as a leaf, a list as a member, a text as a part. */
    private static boolean holds(String container, TypeShape type, String value) {
        TypeShape base = type.base();
        if (base.name().equals("json") || base.name().equals("jsonb")) {
            JsonNode document = Meaning.document(container);
            return document != null && hasLeaf(document, value);
        }
        return switch (base.kind()) {
            case ARRAY -> Meaning.elements(container).contains(value);
            case COMPOSITE, RANGE -> container.contains(value);
            case BASE -> isText(base) && container.contains(value);
            case ENUM, DOMAIN, MULTIRANGE, PSEUDO -> false;
        };
    }

    private static boolean isText(TypeShape type) {
        return type.name().equals("text") || type.name().equals("character varying");
    }

    private static boolean hasLeaf(JsonNode node, String value) {
        if (!node.isContainerNode()) {
            return node.asText().equals(value)
                    || (node.isNumber() && Meaning.sameNumber(value, node.asText()))
                    || (node.isBoolean() && (node.asBoolean() ? "t" : "f").equals(value));
        }
        JsonNode whole = Meaning.document(value);
        if (whole != null && whole.equals(node)) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasLeaf(child, value)) {
                return true;
            }
        }
        return false;
    }
}
