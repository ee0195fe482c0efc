package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.StatementTrace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one lab showed of a step. */
final class Trial {

    private final Lab lab;
    private final CatalogState before;
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Failure refusal;
    private CatalogDiff left = CatalogDiff.none();
    private boolean mayBeTheTransaction;

    Trial(Lab lab, CatalogState before) {
        this.lab = lab;
        this.before = before;
    }

    /** @param piecemeal whether the tool commits each statement, so that a refusal leaves those before it */
    void ran(ScriptRun run, boolean piecemeal) throws SQLException {
        facts.addAll(run.traces());
        facts.addAll(run.ownTransactions());
        refusal = run.failure();
        if (refusal == null) {
            facts.add(new Fact.Applied(Phase.UP, run.millis()));
            return;
        }
        mayBeTheTransaction = suspect(refusal) || (piecemeal && lab.isTransaction() && run.failedIndex() > 0);
        if (run.committed() > 0 || !lab.isTransaction()) {
            left = CatalogDiffs.between(before.snapshot(), lab.schema(before).snapshot());
        }
    }

    /** Whether a statement met a lock that an earlier one had left, and that keeps writers waiting. */
    boolean locksLingered() {
        return facts.stream()
                .anyMatch(fact -> fact instanceof StatementTrace trace
                        && trace.alreadyHeld().stream()
                                .anyMatch(lock -> lock.mode().blocksWrites()));
    }

    /** Puts what was seen elsewhere of the same statements in the place of what was seen here. */
    void retrace(List<StatementTrace> traces) {
        facts.removeIf(StatementTrace.class::isInstance);
        facts.addAll(0, traces);
    }

    void add(Fact fact) {
        facts.add(fact);
    }

    void addAll(Collection<? extends Fact> more) {
        facts.addAll(more);
    }

    void addRoundTrip(List<Fact> seen) {
        for (Fact fact : seen) {
            if (fact instanceof Fact.WayBack back) {
                mayBeTheTransaction |= suspect(back.failure());
            } else if (fact instanceof Fact.SecondUp again) {
                mayBeTheTransaction |= suspect(again.failure());
            }
        }
        facts.addAll(seen);
    }

    /** Puts a round trip that was made elsewhere in the place of the one seen here. */
    void putRoundTrip(List<Fact> seen) {
        facts.removeIf(fact -> fact instanceof Fact.WayBack || fact instanceof Fact.SecondUp);
        facts.addAll(seen);
    }

    /** What the up's statements did. */
    List<StatementTrace> traces() {
        return facts.stream()
                .filter(StatementTrace.class::isInstance)
                .map(StatementTrace.class::cast)
                .toList();
    }

    /** What the up changed. */
    CatalogDiff change() {
        return facts.stream()
                .filter(Fact.SchemaChanged.class::isInstance)
                .map(fact -> ((Fact.SchemaChanged) fact).diff())
                .findFirst()
                .orElse(CatalogDiff.none());
    }

    /** What the down or the second up was refused with. */
    @Nullable
    Failure wayBackRefusal() {
        for (Fact fact : facts) {
            if (fact instanceof Fact.WayBack back && back.failure() != null) {
                return back.failure();
            }
            if (fact instanceof Fact.SecondUp again && again.failure() != null) {
                return again.failure();
            }
        }
        return null;
    }

    /** Tables in which a row may afterwards be known by something else: another key, or other content. */
    Set<String> renamesRowsOf() {
        Set<String> tables = new TreeSet<>();
        for (Fact fact : facts) {
            if (fact instanceof StatementTrace trace) {
                trace.touched().forEach(rows -> tables.add(rows.table()));
                tables.addAll(trace.rewrote());
            } else if (fact instanceof Fact.SchemaChanged change) {
                change.diff().removed().forEach(object -> addTable(tables, object));
                change.diff().added().forEach(object -> addTable(tables, object));
                change.diff().changed().forEach(changed -> addTable(tables, changed.before()));
            }
        }
        tables.removeIf(table -> !before.snapshot().hasTable(table));
        return tables;
    }

    private static void addTable(Set<String> tables, CatalogObject object) {
        switch (object.id().kind()) {
            case TABLE, PARTITIONED_TABLE -> tables.add(object.id().name());
            case COLUMN, CONSTRAINT -> {
                if (object.table() != null) {
                    tables.add(object.table());
                }
            }
            default -> {}
        }
    }

    private boolean suspect(@Nullable Failure failure) {
        return failure != null && lab.isTransaction() && Failures.mayComeFromOurTransaction(failure);
    }

    List<Fact> facts() {
        return facts;
    }

    @Nullable
    Failure refusal() {
        return refusal;
    }

    /** What stays of a refused step, since its tool does not roll it back. */
    CatalogDiff left() {
        return left;
    }

    boolean mayBeTheTransaction() {
        return mayBeTheTransaction;
    }

    /** Whether the down ran, wherever it led. */
    boolean cameBack() {
        return facts.stream()
                .anyMatch(fact -> fact instanceof Fact.WayBack back
                        && (back.outcome() == Fact.Outcome.SAME || back.outcome() == Fact.Outcome.DIFFERS));
    }

    /** Relations that stood before the step and that it locked, read, wrote or changed. */
    Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        for (Fact fact : facts) {
            if (fact instanceof StatementTrace trace) {
                trace.held().forEach(lock -> tables.add(lock.relation()));
                trace.touched().forEach(rows -> tables.add(rows.table()));
                tables.addAll(trace.rewrote());
            }
        }
        tables.removeIf(table -> !before.snapshot().hasTable(table));
        return tables;
    }
}
