package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.StatementTrace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for what is wrong with keys and sequences after a step and was not wrong before it. */
final class IntegrityTrial {

    /** Takes all rows at once, so that no count of rows tells of it. */
    private static final Pattern TRUNCATE = Pattern.compile("(?i)\\btruncate\\b");

    private final Lab lab;
    private final Script up;
    private final CatalogSnapshot before;
    private final CatalogSnapshot after;
    private final CatalogDiff change;
    private final List<StatementTrace> traces;

    /** @param lab standing at its mark, before the up */
    IntegrityTrial(
            Lab lab,
            Script up,
            CatalogSnapshot before,
            CatalogSnapshot after,
            CatalogDiff change,
            List<StatementTrace> traces) {
        this.lab = lab;
        this.up = up;
        this.before = before;
        this.after = after;
        this.change = change;
        this.traces = List.copyOf(traces);
    }

    /**
     * @param touched tables that stood before the step and that it touches
     * @param droppedKeys foreign keys that earlier steps dropped
     */
    Set<Fact> observe(Collection<String> touched, StageRows rows, List<ImpliedKey> droppedKeys) throws SQLException {
        Set<String> tables = new TreeSet<>(touched);
        change.added().stream()
                .map(CatalogObject::table)
                .flatMap(Stream::ofNullable)
                .forEach(tables::add);
        boolean writes = writes();
        if (tables.isEmpty()
                || (onlyIndexes() && !writes)
                || !(writes || IntegrityWatch.anyRow(lab.connection(), touched))) {
            return Set.of();
        }
        IntegrityWatch watch = new IntegrityWatch(lab.connection(), rows.origins());
        Set<String> known = knownBefore(watch, tables);
        UndeclaredKeys.Watch undeclared =
                undeclaredKeys(rows, droppedKeys).watch(lab.connection(), before, after, writes ? tables : Set.of());
        if (!lab.run(up, Direction.UP, Phase.UP, false).ok()) {
            return Set.of();
        }
        Set<Fact> wrong = watch.observe(tables);
        wrong.removeIf(fact -> known.contains(key(fact)));
        List<UndeclaredKeys.Suspicion> suspicions = undeclared.behind(lab.connection());
        if (!suspicions.isEmpty()) {
            lab.rewind();
            wrong.addAll(undeclared.confirmed(suspicions, lab.connection()));
        }
        return wrong;
    }

    private boolean writes() {
        return traces.stream()
                .anyMatch(trace -> !trace.touched().isEmpty()
                        || !trace.rewrote().isEmpty()
                        || TRUNCATE.matcher(trace.statement().sql()).find());
    }

    private boolean onlyIndexes() {
        return change.changed().isEmpty()
                && Stream.concat(change.added().stream(), change.removed().stream())
                        .allMatch(object -> object.id().kind() == ObjectKind.INDEX);
    }

    private Set<String> knownBefore(IntegrityWatch watch, Collection<String> tables) throws SQLException {
        Set<String> known = new TreeSet<>();
        watch.observe(tables).forEach(fact -> known.add(key(fact)));
        for (CatalogObject broken : UndeclaredKeys.brokenBefore(lab.connection(), before, change)) {
            String table = String.valueOf(broken.table());
            known.add(table + " " + broken.id().name().substring(table.length() + 1));
        }
        return known;
    }

    private UndeclaredKeys undeclaredKeys(StageRows rows, List<ImpliedKey> droppedKeys) {
        List<ImpliedKey> dropped = new ArrayList<>(droppedKeys);
        dropped.addAll(UndeclaredKeys.droppedBy(change));
        return new UndeclaredKeys(dropped, rows.origins(), rows.areOnlyUsers());
    }

    private static String key(Fact fact) {
        if (fact instanceof Fact.Orphans orphans) {
            return orphans.child() + " " + orphans.constraint();
        }
        if (fact instanceof Fact.SequenceNearLimit near) {
            return near.sequence() + " near its limit";
        }
        return fact instanceof Fact.SequenceBehind behind ? behind.table() + " " + behind.column() : fact.toString();
    }
}
