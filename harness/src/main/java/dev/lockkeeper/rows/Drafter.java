package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Reference;
import dev.lockkeeper.catalog.TableShape.Unique;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.rows.Values.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the cells of rows to come: values by type and population, then references, then what must be unique. */
final class Drafter {

    /** Numbers of adversarial rows start here, so that they share no ordinary value with plain ones. */
    private static final int APART = 50;

    private static final int TRIES = 200;

    private final ParentKeys parents;
    private final ImpliedReferences implied;
    private final long seed;

    Drafter(ParentKeys parents, ImpliedReferences implied, long seed) {
        this.parents = parents;
        this.implied = implied;
        this.seed = seed;
    }

    ParentKeys parents() {
        return parents;
    }

    /** Fills a draft with up to so many rows; fewer, when uniqueness leaves room for no more. */
    void draft(RowDraft draft, int count) {
        draftFrom(draft, count, 0);
    }

    /** The same, with values of other rows than the first. */
    void draftFrom(RowDraft draft, int count, int first) {
        Set<Integer> unique = uniqueNumbers(draft.table());
        for (int i = 0; i < count; i++) {
            String[] row = draft.add();
            for (int place = 0; place < row.length; place++) {
                row[place] = cell(draft, draft.columns().get(place), first + i, first + count, unique);
            }
        }
        int i = 0;
        List<String[]> kept = new ArrayList<>();
        for (String[] row : List.copyOf(draft.rows())) {
            if (refer(draft, row, i++, kept)) {
                kept.add(row);
            }
        }
        draft.keep(kept);
        separate(draft);
    }

    /** Values for the columns of standing rows that are not fixed. */
    void complete(RowDraft draft, int count) {
        Set<Integer> unique = uniqueNumbers(draft.table());
        List<String[]> before = new ArrayList<>();
        for (int i = 0; i < draft.rows().size(); i++) {
            String[] row = draft.rows().get(i);
            for (int place = 0; place < row.length; place++) {
                if (!draft.isFixed(place)) {
                    row[place] = cell(draft, draft.columns().get(place), i, count, unique);
                }
            }
            refer(draft, row, i, before);
            before.add(row);
        }
    }

    /** The value that a column of a key is going to have in a row to come. */
    String keyValue(Column column, int i, Population population, long band) {
        List<String> hurtful = Values.hurtful(wanted(column));
        if (population == Population.ADVERSARIAL) {
            return i < hurtful.size() && isText(column.type().base())
                    ? hurtful.get(i)
                    : Values.plain(wanted(column), APART + i, band);
        }
        return Values.plain(wanted(column), i, band);
    }

    // ---- values

    private String cell(RowDraft draft, Column column, int i, int count, Set<Integer> unique) {
        boolean apart = unique.contains(column.number());
        Wanted wanted = wanted(column);
        if (draft.population() == Population.PLAIN) {
            return plain(draft, column, wanted, i, apart);
        }
        if (i == 0 && !column.notNull()) {
            return RowDraft.NULL;
        }
        if (i == 1 && !apart && hasConstantDefault(column)) {
            return RowDraft.DEFAULT;
        }
        List<String> hurtful = Values.hurtful(wanted);
        if (apart) {
            return i < hurtful.size() && isText(column.type().base())
                    ? SqlText.literal(hurtful.get(i))
                    : SqlText.literal(Values.plain(wanted, APART + i, draft.band()));
        }
        // The last two rows are twins wherever they may be.
        int number = i == count - 1 ? count - 2 : i;
        if (hurtful.isEmpty()) {
            return SqlText.literal(Values.plain(wanted, APART + number, draft.band()));
        }
        // The first values of the list hurt most: each comes up, in another row for each column.
        int worst = Math.min(hurtful.size(), Math.max(1, count - 2));
        return SqlText.literal(hurtful.get((number + offset(draft.table(), column)) % worst));
    }

    private static String plain(RowDraft draft, Column column, Wanted wanted, int i, boolean apart) {
        TypeShape type = column.type().base();
        if (type.kind() == TypeShape.Kind.ENUM && !apart) {
            return hasConstantDefault(column) ? RowDraft.DEFAULT : SqlText.literal(Values.plain(wanted, 0, 0));
        }
        boolean number = type.kind() == TypeShape.Kind.BASE && !apart;
        return SqlText.literal(Values.plain(wanted, i, number && isCount(type) ? 101 : draft.band()));
    }

    private static boolean isCount(TypeShape type) {
        return switch (type.name()) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> true;
            default -> false;
        };
    }

    static Wanted wanted(Column column) {
        return new Wanted(column.type(), column.modifier(), column.name());
    }

    private static boolean isText(TypeShape type) {
        return type.name().equals("text")
                || type.name().equals("character varying")
                || type.plainName().equals("citext");
    }

    // A default that calls something may give another value in each run.
    private static boolean hasConstantDefault(Column column) {
        String text = column.defaultText();
        return text != null && text.indexOf('(') < 0 && !text.startsWith("CURRENT_") && !text.startsWith("NULL");
    }

    private int offset(TableShape table, Column column) {
        return Math.floorMod((table.name() + "." + column.name()).hashCode() * 31L + seed, 7);
    }

    static Set<Integer> uniqueNumbers(TableShape table) {
        Set<Integer> numbers = new HashSet<>();
        table.uniques().forEach(unique -> numbers.addAll(unique.columns()));
        return numbers;
    }

    // ---- references

    /** Points a row at parents; false when it must have one and there is none. */
    boolean refer(RowDraft draft, String[] row, int i, List<String[]> before) {
        List<Reference> references = draft.table().references().stream()
                .filter(reference -> isOpen(draft, reference))
                .sorted(Comparator.comparing((Reference one) -> -one.columns().size())
                        .thenComparing(Reference::constraint))
                .toList();
        Set<Integer> referring = new HashSet<>();
        references.forEach(reference -> referring.addAll(reference.columns()));
        boolean done = besideItsParent(draft, row, i, before, references)
                || new Assignment(draft, row, i, before, references).from(0);
        if (done) {
            implied.of(draft.table()).forEach((column, target) -> {
                int place = draft.place(column.number());
                if (place >= 0 && !draft.isFixed(place) && !referring.contains(column.number())) {
                    imply(draft, row, i, place, target);
                }
            });
        }
        return done;
    }

    // Every second row of a tree belongs with the row before to the same parents in other tables, as a reply does.
    private boolean besideItsParent(
            RowDraft draft, String[] row, int i, List<String[]> before, List<Reference> references) {
        boolean tree = references.stream()
                .anyMatch(reference -> reference.target() == draft.table().oid());
        if (!tree || references.size() < 2 || i % 2 == 0 || before.isEmpty()) {
            return false;
        }
        String[] saved = row.clone();
        String[] parent = before.get(before.size() - 1);
        Assignment assignment = new Assignment(draft, row, i, before, references);
        references.stream()
                .filter(reference -> reference.target() != draft.table().oid())
                .forEach(reference -> assignment.copy(parent, draft.places(reference.columns())));
        if (assignment.from(0)) {
            return true;
        }
        System.arraycopy(saved, 0, row, 0, row.length);
        return false;
    }

    private static boolean isOpen(RowDraft draft, Reference reference) {
        int[] places = draft.places(reference.columns());
        return places.length > 0 && Arrays.stream(places).anyMatch(place -> !draft.isFixed(place));
    }

    // Nothing stands there to refuse an orphan: plain rows refer as their names say, others where they like.
    private void imply(RowDraft draft, String[] row, int i, int place, ImpliedReferences.Target target) {
        boolean open = draft.population() == Population.PLAIN;
        List<Map<String, String>> rows = parents.rows(target.table(), List.of(target.column()), draft.population());
        int number = draft.columns().get(place).number();
        if (open && !rows.isEmpty() && !uniqueNumbers(draft.table()).contains(number)) {
            row[place] = String.valueOf(rows.get(i % rows.size()).get(target.column()));
        }
    }

    /** Chooses parents for all references of one row; references that share columns must agree on them. */
    private final class Assignment {
        private final RowDraft draft;
        private final String[] row;
        private final int number;
        private final List<String[]> before;
        private final List<Reference> references;
        private final Set<Integer> fixed = new HashSet<>();
        private int tries;

        Assignment(RowDraft draft, String[] row, int number, List<String[]> before, List<Reference> references) {
            this.draft = draft;
            this.row = row;
            this.number = number;
            this.before = before;
            this.references = references;
            for (int place = 0; place < row.length; place++) {
                if (draft.isFixed(place)) {
                    fixed.add(place);
                }
            }
        }

        boolean from(int index) {
            if (index == references.size()) {
                return true;
            }
            if (++tries > TRIES) {
                return false;
            }
            Reference reference = references.get(index);
            int[] places = draft.places(reference.columns());
            boolean mayBeNull = FillOrder.mayBeNull(draft.table(), reference);
            boolean hollow = draft.population() == Population.ADVERSARIAL && number == 0;
            if (hollow && mayBeNull && empty(reference, places, index)) {
                return true;
            }
            for (List<String> tuple : tuples(reference, index)) {
                if (agrees(tuple, places) && with(tuple, places, index)) {
                    return true;
                }
            }
            return mayBeNull && empty(reference, places, index);
        }

        void copy(String[] other, int[] places) {
            for (int place : places) {
                row[place] = other[place];
                fixed.add(place);
            }
        }

        // Each further reference is a step ahead, so that pairs of parents differ from row to row and in themselves;
        // but parents that share the row's tenant, project and so on by name come first.
        private List<List<String>> tuples(Reference reference, int index) {
            List<Map<String, String>> rows = new ArrayList<>(parents.rows(reference, draft.population()));
            int size = rows.size();
            if (size > 1) {
                Collections.rotate(rows, -((number + index * (1 + number / size)) % size));
            }
            if (reference.target() == draft.table().oid()) {
                rows.addAll(0, own(reference));
            }
            return rows.stream()
                    .sorted(Comparator.comparing((Map<String, String> parent) -> contradictions(reference, parent)))
                    .map(parent -> reference.targetColumns().stream()
                            .map(column -> String.valueOf(parent.get(column)))
                            .toList())
                    .toList();
        }

        private int contradictions(Reference reference, Map<String, String> parent) {
            int contradictions = 0;
            for (int place : fixed) {
                Column column = draft.columns().get(place);
                String there = parent.get(column.name());
                boolean own = reference.columns().contains(column.number());
                contradictions += there != null && !own && !there.equals(row[place]) ? 1 : 0;
            }
            return contradictions;
        }

        // The row just before, so that rows form a chain; the first row refers to itself when it must refer at all.
        private List<Map<String, String>> own(Reference reference) {
            if (before.isEmpty() && FillOrder.mayBeNull(draft.table(), reference)) {
                return List.of();
            }
            String[] other = before.isEmpty() ? row : before.get(before.size() - 1);
            Map<String, String> cells = new HashMap<>();
            for (int place = 0; place < other.length; place++) {
                if (!RowDraft.isOpen(other[place]) && !RowDraft.isNull(other[place])) {
                    cells.put(draft.columns().get(place).name(), other[place]);
                }
            }
            return cells.keySet().containsAll(reference.targetColumns()) ? List.of(cells) : List.of();
        }

        private boolean agrees(List<String> tuple, int[] places) {
            for (int i = 0; i < places.length; i++) {
                boolean other = fixed.contains(places[i]) && !row[places[i]].equals(tuple.get(i));
                if (other || !fits(draft.columns().get(places[i]), tuple.get(i))) {
                    return false;
                }
            }
            return true;
        }

        // A parent's column may be wider than the one that refers to it.
        private boolean fits(Column column, String cell) {
            boolean bounded = column.typeText().startsWith("character") && column.modifier() > 4;
            return !bounded || cell.length() - 2 <= column.modifier() - 4;
        }

        private boolean with(List<String> tuple, int[] places, int index) {
            String[] saved = row.clone();
            Set<Integer> mine = new HashSet<>();
            for (int i = 0; i < places.length; i++) {
                row[places[i]] = tuple.get(i);
                if (fixed.add(places[i])) {
                    mine.add(places[i]);
                }
            }
            if (from(index + 1)) {
                return true;
            }
            System.arraycopy(saved, 0, row, 0, row.length);
            fixed.removeAll(mine);
            return false;
        }

        // One NULL is enough to refer to nothing, unless the key says MATCH FULL.
        private boolean empty(Reference reference, int[] places, int index) {
            String[] saved = row.clone();
            boolean any = false;
            for (int place : places) {
                Column column = draft.columns().get(place);
                if (!column.notNull() && !fixed.contains(place)) {
                    row[place] = RowDraft.NULL;
                    any = true;
                } else if (reference.full()) {
                    return false;
                }
            }
            if (any && from(index + 1)) {
                return true;
            }
            System.arraycopy(saved, 0, row, 0, row.length);
            return false;
        }
    }

    // ---- uniqueness

    /** Makes rows differ where they must, or leaves out those that cannot. */
    void separate(RowDraft draft) {
        List<Unique> uniques = draft.table().uniques().stream()
                .filter(unique -> !unique.exclusion() && !unique.columns().contains(0))
                .filter(unique -> draft.places(unique.columns()).length > 0)
                .toList();
        List<String[]> kept = new ArrayList<>();
        List<Set<String>> seen = new ArrayList<>();
        uniques.forEach(unique -> seen.add(new HashSet<>()));
        for (String[] row : draft.rows()) {
            if (apart(draft, uniques, seen, row, kept)) {
                for (int u = 0; u < uniques.size(); u++) {
                    seen.get(u).add(text(draft, uniques.get(u), row));
                }
                kept.add(row);
            }
        }
        draft.keep(kept);
    }

    private boolean apart(
            RowDraft draft, List<Unique> uniques, List<Set<String>> seen, String[] row, List<String[]> kept) {
        for (int attempt = 0; attempt < 60; attempt++) {
            int clash = clash(draft, uniques, seen, row);
            if (clash < 0) {
                return true;
            }
            if (!shift(draft, uniques.get(clash), row, attempt, kept)) {
                return false;
            }
        }
        return false;
    }

    private static int clash(RowDraft draft, List<Unique> uniques, List<Set<String>> seen, String[] row) {
        for (int u = 0; u < uniques.size(); u++) {
            String text = text(draft, uniques.get(u), row);
            boolean hollow = text.contains("\u0001") && !uniques.get(u).nullsEqual();
            if (!hollow && seen.get(u).contains(text)) {
                return u;
            }
        }
        return -1;
    }

    private static String text(RowDraft draft, Unique unique, String[] row) {
        StringBuilder text = new StringBuilder();
        for (int place : draft.places(unique.columns())) {
            text.append(RowDraft.isNull(row[place]) ? "\u0001" : row[place]).append('\u0000');
        }
        return text.toString();
    }

    // Another value where the column is free, else other parents.
    private boolean shift(RowDraft draft, Unique unique, String[] row, int attempt, List<String[]> kept) {
        Set<Integer> referring = new HashSet<>();
        draft.table().references().forEach(reference -> referring.addAll(reference.columns()));
        for (int number : unique.columns()) {
            Column column = draft.columns().get(draft.place(number));
            if (!referring.contains(number)) {
                row[draft.place(number)] =
                        SqlText.literal(Values.plain(wanted(column), APART * 2 + attempt, draft.band()));
                return true;
            }
        }
        return refer(draft, row, attempt + 1, kept);
    }

    /** What the row would look like if it were plain, for a second try. */
    void soften(RowDraft draft, String[] row, int i, Map<Integer, String> references) {
        Set<Integer> unique = uniqueNumbers(draft.table());
        for (int place = 0; place < row.length; place++) {
            Column column = draft.columns().get(place);
            String fixed = references.get(place);
            row[place] = fixed != null
                    ? fixed
                    : plain(draft, column, wanted(column), APART + i, unique.contains(column.number()));
        }
    }
}
