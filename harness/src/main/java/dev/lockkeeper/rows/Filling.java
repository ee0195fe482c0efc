package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Reference;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One filling of some tables, parents first. */
final class Filling {

    private static final int MOST_LABELS = 40;

    /** The number of the row whose key a sequence has yet to hand out; no other row has it. */
    private static final int LAGGING = 95;

    /** What outlives a single filling. */
    record Memory(long seed, int perTable, RowOrigins origins, Map<Long, Long> bands, Map<String, String> gaps) {

        /**
         * Keys start high and apart from one another's, so that rows made by us stand neither in the way of fixtures
         * and of rows that the chain itself inserts, nor of one another when a step copies tables.
         */
        long band(TableShape table) {
            Long known = bands.get(table.oid());
            if (known == null) {
                known = 100_000L + 200L * bands.size();
                bands.put(table.oid(), known);
            }
            return known;
        }
    }

    private final Connection session;
    private final Memory memory;
    private final List<TableShape> tables;
    private final ParentKeys parents = new ParentKeys();
    private final ImpliedReferences implied;
    private final Drafter drafter;
    private final Inserter inserter;
    private final StandingRows standing;
    private final Map<String, Integer> written = new TreeMap<>();
    private final Map<String, List<String>> completed = new TreeMap<>();
    private final Set<String> missing = new LinkedHashSet<>();

    Filling(Connection session, Memory memory, List<TableShape> tables) throws SQLException {
        this.session = session;
        this.memory = memory;
        this.tables = tables;
        List<TableShape> others = others();
        List<TableShape> all = new ArrayList<>(tables);
        all.addAll(others);
        this.implied = new ImpliedReferences(all);
        this.drafter = new Drafter(parents, implied, memory.seed());
        this.inserter = new Inserter(session, parents, memory.origins(), drafter);
        this.standing = StandingRows.read(session, tables, memory.origins());
        tables.forEach(table -> parents.addAll(table, standing.of(table)));
        StandingRows elsewhere = StandingRows.read(session, others, memory.origins());
        others.forEach(table -> parents.addAll(table, elsewhere.of(table)));
    }

    // Tables outside that rows may refer to, by a key or by the name of a column.
    private List<TableShape> others() throws SQLException {
        Set<Long> known = new LinkedHashSet<>();
        Set<Long> oids = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (TableShape table : tables) {
            known.add(table.oid());
            table.references().stream().map(Reference::target).forEach(oids::add);
            names.addAll(ImpliedReferences.guesses(table));
        }
        oids.removeAll(known);
        return oids.isEmpty() && names.isEmpty()
                ? List.of()
                : TableShapes.within(session, oids, names).stream()
                        .filter(table -> !known.contains(table.oid()))
                        .toList();
    }

    /** Writes rows of one population where there are none, and then values where a column has none. */
    void with(Population population) throws SQLException {
        Set<String> now = new LinkedHashSet<>();
        for (List<TableShape> group : FillOrder.of(tables, implied)) {
            List<TableShape> empty = group.stream()
                    .filter(table ->
                            standing.ours(table, population, memory.origins()).isEmpty())
                    .toList();
            if (empty.size() == 1) {
                alone(empty.get(0), population, now);
            } else if (!empty.isEmpty()) {
                together(empty, population, now);
            }
        }
        complete(population, now);
    }

    /** Writes what this schema allows and the one before did not; see {@link NewRelease}. */
    void newRelease(CatalogSnapshot before) throws SQLException {
        NewRelease release = new NewRelease(before, drafter);
        Set<String> now = new LinkedHashSet<>();
        for (List<TableShape> group : FillOrder.of(tables, implied)) {
            for (TableShape table : group) {
                if (release.isNew(table) || group.size() > 1) {
                    alone(table, Population.PLAIN, now);
                } else {
                    RowDraft draft = release.draft(table, memory.band(table), standing.of(table));
                    CheckSolver.solve(session, draft, parents);
                    note(table, Population.PLAIN, inserter.insertEach(draft), inserter.refusal(), now);
                }
            }
        }
    }

    /** Writes into each table one row with the key that its sequence hands out next. */
    void lag() throws SQLException {
        for (TableShape table : tables) {
            List<Column> key = table.key();
            OptionalLong next = key.size() == 1 && key.get(0).writable()
                    ? SequenceLag.next(session, table, key.get(0))
                    : OptionalLong.empty();
            if (next.isPresent()) {
                RowDraft draft = new RowDraft(table, Population.ADVERSARIAL, memory.band(table));
                drafter.draftFrom(draft, 1, LAGGING);
                draft.rows().forEach(row -> row[draft.place(key.get(0).number())] = Long.toString(next.getAsLong()));
                CheckSolver.solve(session, draft, parents);
                note(table, Population.ADVERSARIAL, inserter.insert(draft), inserter.refusal(), new LinkedHashSet<>());
            }
        }
    }

    Filled done() {
        return new Filled(written, completed, List.copyOf(missing));
    }

    // ---- rows

    private void alone(TableShape table, Population population, Set<String> now) throws SQLException {
        RowDraft draft = new RowDraft(table, population, memory.band(table));
        drafter.draft(draft, count(table, population));
        String why = draft.rows().isEmpty() ? orphaned(table, population) : "";
        if (!draft.rows().isEmpty()) {
            why = CheckSolver.solve(session, draft, parents).orElse("");
        }
        int taken = inserter.insert(draft);
        if (taken == 0 && why.isEmpty()) {
            why = table.partitioned() && table.partitionBounds().isEmpty()
                    ? "it has no partitions"
                    : inserter.refusal();
        }
        note(table, population, taken, why, now);
    }

    private void together(List<TableShape> circle, Population population, Set<String> now) throws SQLException {
        List<RowDraft> drafts = new ArrayList<>();
        for (TableShape table : circle) {
            promise(table, population);
        }
        for (TableShape table : circle) {
            RowDraft draft = new RowDraft(table, population, memory.band(table));
            drafter.draft(draft, count(table, population));
            CheckSolver.solve(session, draft, parents);
            drafts.add(draft);
        }
        int taken = inserter.insertTogether(drafts);
        for (TableShape table : circle) {
            note(table, population, taken, inserter.refusal(), now);
        }
    }

    // The keys that the rows of this table are going to have.
    private void promise(TableShape table, Population population) {
        for (int i = 0; i < count(table, population); i++) {
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            for (Column column : table.key()) {
                row.put(column.name(), drafter.keyValue(column, i, population, memory.band(table)));
            }
            parents.add(table.oid(), row, population);
        }
    }

    private String orphaned(TableShape table, Population population) {
        Optional<Reference> without = table.references().stream()
                .filter(reference -> parents.rows(reference, population).isEmpty())
                .findFirst();
        return without.map(reference -> "it must refer to " + reference.targetName() + ", which has no rows")
                .orElse("no set of parents and unique values fits");
    }

    private void note(TableShape table, Population population, int taken, String why, Set<String> now) {
        if (taken > 0) {
            now.add(table.name());
            written.merge(table.name(), taken, Integer::sum);
            memory.gaps().remove(table.name());
        } else if (population == Population.PLAIN || !written.containsKey(table.name())) {
            memory.gaps().put(table.name(), why);
            missing.add(table.name() + ": " + why);
        }
    }

    // A third of the rows is plain; adversarial rows are enough to show every label of an enum.
    private int count(TableShape table, Population population) {
        int plain = Math.max(2, memory.perTable() / 3);
        if (population == Population.PLAIN) {
            return plain;
        }
        int labels = table.columns().stream()
                .map(column -> column.type().base())
                .filter(type -> type.kind() == TypeShape.Kind.ENUM)
                .mapToInt(type -> Math.min(MOST_LABELS, type.labels().size()))
                .max()
                .orElse(0);
        return Math.max(Math.max(2, memory.perTable() - plain), labels);
    }

    // ---- columns that a step added to rows we had made, and references that waited for their parents

    private void complete(Population population, Set<String> now) throws SQLException {
        List<TableShape> open = tables.stream()
                .filter(table -> now.contains(table.name())
                        ? waited(table, now)
                        : !standing.hollow(table).isEmpty())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Completer completer = new Completer(
                session, drafter, StandingRows.read(session, open, memory.origins()), population, memory.origins());
        for (TableShape table : open) {
            Map<String, String> without = new TreeMap<>();
            List<String> done = completer.complete(table, memory.band(table), without);
            done.forEach(column -> memory.gaps().remove(table.name() + "." + column));
            without.forEach((column, why) -> missing.add(column + ": " + why));
            memory.gaps().putAll(without);
            completed.merge(table.name(), done, Filling::union);
        }
        completed.values().removeIf(Collection::isEmpty);
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private static boolean waited(TableShape table, Set<String> now) {
        return table.references().stream()
                .anyMatch(reference -> now.contains(reference.targetName()) && FillOrder.mayBeNull(table, reference));
    }
}
