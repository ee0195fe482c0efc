package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Unique;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows that a new schema allows and the old one did not, as the release that comes with it may write them. */
final class NewRelease {

    /** Numbers of these rows start here, away from those of the rows that stand already. */
    private static final int FRESH = 150;

    private static final int VALUES_PER_COLUMN = 4;

    private final CatalogSnapshot old;
    private final Drafter drafter;

    NewRelease(CatalogSnapshot old, Drafter drafter) {
        this.old = old;
        this.drafter = drafter;
    }

    /**
     * The rows for one table: an ordinary one, and one for each liberty that is new.
     *
     * @param standing rows of the table, one of which may be repeated where that was forbidden
     */
    RowDraft draft(TableShape table, long band, List<StandingRows.Row> standing) {
        List<Liberty> liberties = liberties(table, standing);
        RowDraft draft = new RowDraft(table, Population.PLAIN, band);
        drafter.draftFrom(draft, liberties.size() + 1, FRESH);
        List<String[]> rows = draft.rows();
        for (int i = 1; i < rows.size(); i++) {
            liberties.get(i - 1).apply(draft, rows.get(i));
        }
        return draft;
    }

    /** Whether the table was not there before. */
    boolean isNew(TableShape table) {
        return !old.hasTable(table.name());
    }

    private interface Liberty {
        void apply(RowDraft draft, String[] row);
    }

    private List<Liberty> liberties(TableShape table, List<StandingRows.Row> standing) {
        List<Liberty> liberties = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.writable()) {
                values(table, column).forEach(cell -> liberties.add((draft, row) -> set(draft, row, column, cell)));
            }
        }
        droppedUniques(table).forEach(columns -> standing.stream()
                .findFirst()
                .ifPresent(twin -> liberties.add((draft, row) -> repeat(draft, row, columns, twin))));
        droppedReferences(table)
                .forEach(column -> liberties.add((draft, row) -> set(draft, row, column, orphan(draft, column))));
        return liberties;
    }

    private static void set(RowDraft draft, String[] row, Column column, String cell) {
        int place = draft.place(column.number());
        if (place >= 0) {
            row[place] = cell;
        }
    }

    // ---- values that a column did not take before

    private List<String> values(TableShape table, Column column) {
        Optional<CatalogObject> before = column(table, column.name());
        if (before.isEmpty()) {
            return isNew(table) ? List.of() : hurtful(column);
        }
        List<String> cells = new ArrayList<>();
        if (before.get().is(Trait.NOT_NULL) && !column.notNull()) {
            cells.add(RowDraft.NULL);
        }
        if (!column.typeText().equals(before.get().trait(Trait.TYPE))) {
            cells.addAll(hurtful(column));
        }
        newLabels(column.type().base()).forEach(label -> cells.add(SqlText.literal(label)));
        return cells;
    }

    private Optional<CatalogObject> column(TableShape table, String name) {
        return old.of(table.name(), ObjectKind.COLUMN)
                .filter(object -> lastPart(object.id().name()).equals(name))
                .findFirst();
    }

    private static String lastPart(String name) {
        return SqlWords.of(name).stream()
                .filter(SqlWords.Word::name)
                .map(SqlWords.Word::text)
                .reduce((first, last) -> last)
                .orElse(name);
    }

    // The longest text and the farthest times stand near the front of the list.
    private static List<String> hurtful(Column column) {
        return Values.hurtful(Drafter.wanted(column)).stream()
                .limit(VALUES_PER_COLUMN)
                .map(SqlText::literal)
                .toList();
    }

    private List<String> newLabels(TypeShape type) {
        if (type.kind() != TypeShape.Kind.ENUM) {
            return List.of();
        }
        Optional<CatalogObject> before = old.find(ObjectKind.ENUM, type.name());
        Set<String> known = before.map(object -> String.valueOf(object.trait(Trait.LABELS)))
                .map(labels -> Arrays.stream(labels.split(",")).collect(Collectors.toSet()))
                .orElse(Set.of());
        return before.isEmpty()
                ? List.of()
                : type.labels().stream().filter(label -> !known.contains(label)).toList();
    }

    // ---- keys that are gone

    private List<List<String>> droppedUniques(TableShape table) {
        Set<Set<String>> now = new HashSet<>();
        for (Unique unique : table.uniques()) {
            now.add(unique.columns().stream()
                    .flatMap(number -> table.column(number).stream())
                    .map(Column::name)
                    .collect(Collectors.toSet()));
        }
        return old.of(table.name(), ObjectKind.INDEX)
                .filter(index -> index.is(Trait.UNIQUE))
                .map(index -> names(String.valueOf(index.trait(Trait.COLUMNS))))
                .filter(columns ->
                        columns.stream().allMatch(name -> table.column(name).isPresent()))
                .filter(columns -> !now.contains(Set.copyOf(columns)))
                .toList();
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",")).map(NewRelease::lastPart).toList();
    }

    private static void repeat(RowDraft draft, String[] row, List<String> columns, StandingRows.Row twin) {
        for (String name : columns) {
            int place = draft.place(name);
            int at = draft.table().columns().indexOf(draft.table().column(name).orElseThrow());
            String value = twin.values().get(at);
            if (place >= 0 && value != null) {
                row[place] = SqlText.literal(value);
            }
        }
    }

    private List<Column> droppedReferences(TableShape table) {
        Set<String> now = table.references().stream()
                .flatMap(reference -> reference.columns().stream())
                .flatMap(number -> table.column(number).stream())
                .map(Column::name)
                .collect(Collectors.toSet());
        return old.of(table.name(), ObjectKind.CONSTRAINT)
                .filter(constraint -> "f".equals(constraint.trait(Trait.CONSTRAINT_TYPE)))
                .map(constraint -> names(String.valueOf(constraint.trait(Trait.COLUMNS))))
                .filter(columns -> columns.size() == 1 && !now.contains(columns.get(0)))
                .flatMap(columns -> table.column(columns.get(0)).stream())
                .filter(Column::writable)
                .toList();
    }

    private static String orphan(RowDraft draft, Column column) {
        return SqlText.literal(Values.plain(Drafter.wanted(column), FRESH + 40, draft.band()));
    }
}
