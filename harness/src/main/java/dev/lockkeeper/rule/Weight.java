package dev.lockkeeper.rule;

import dev.lockkeeper.model.Fact.TableSize;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import java.util.Optional;

/** How much it weighs that a table is locked, by how many rows it is known to hold. */
public final class Weight {

    /** Below this a scan is over before anybody notices. */
    private static final long TINY = 1_000;

    private Weight() {}

    /** Of work that takes as long as the table is big: an index build, a scan, a rewrite. */
    public static Severity ofWork(StepFacts facts, String table) {
        Optional<TableSize> size = known(facts, table);
        if (size.isEmpty()) {
            return Severity.WARNING;
        }
        long rows = size.get().rows();
        if (rows >= facts.budgets().tableRows()) {
            return Severity.ERROR;
        }
        return rows >= TINY ? Severity.WARNING : Severity.NOTE;
    }

    /** Of a lock that is held for a moment: it hurts where many use the table, and by waiting for its turn. */
    public static Severity ofMoment(StepFacts facts, String table) {
        Optional<TableSize> size = known(facts, table);
        boolean small = size.isPresent() && size.get().rows() < facts.budgets().tableRows();
        return small ? Severity.NOTE : Severity.WARNING;
    }

    /** Only the user's own rows say how big a table is; the few we make say nothing. */
    public static Optional<TableSize> known(StepFacts facts, String table) {
        return facts.sizeOf(table).filter(TableSize::fromFixtures);
    }
}
