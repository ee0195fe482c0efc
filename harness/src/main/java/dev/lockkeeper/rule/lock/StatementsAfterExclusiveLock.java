package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Backfill;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.Works;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reports long work on one table while an earlier statement's ACCESS EXCLUSIVE lock on a table in use is held. */
public final class StatementsAfterExclusiveLock implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "statements-after-exclusive-lock",
            Category.LOCK,
            Severity.WARNING,
            "Long work while an exclusive lock is held",
            FoundBy.SERVER);

    /** Work that is over in a moment. */
    private static final Set<Hazard> SHORT = Set.of(
            Hazard.DETACH,
            Hazard.DROP_INDEX,
            Hazard.CREATE_TRIGGER,
            Hazard.DISABLE_TRIGGER,
            Hazard.LOCK_TABLE,
            Hazard.ROW_SECURITY);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (Backfill backfill : Backfill.of(facts)) {
            if (backfill.mayTakeLong(facts)) {
                lockedBefore(facts, backfill.trace(), backfill.table())
                        .ifPresent(locked -> findings.add(backfill(facts, backfill, locked)));
            }
        }
        if (findings.isEmpty()) {
            Works.of(facts).stream()
                    .filter(work -> !SHORT.contains(work.hazard()) && work.hazard() != Hazard.VALIDATE_WHILE_HELD)
                    .filter(work -> Weight.ofWork(facts, work.table()) != Severity.NOTE)
                    .flatMap(work -> otherThan(facts, work).stream().map(locked -> work(work, locked)))
                    .findFirst()
                    .ifPresent(findings::add);
        }
        return findings.size() <= 1 ? findings : findings.subList(0, 1);
    }

    /** The table itself when it is locked, else any other that is. */
    private static Optional<String> lockedBefore(StepFacts facts, StatementTrace trace, String table) {
        return Stream.concat(locked(facts, trace).filter(table::equals), locked(facts, trace))
                .findFirst();
    }

    private static Optional<String> otherThan(StepFacts facts, Work work) {
        return locked(facts, work.trace())
                .filter(table -> !table.equals(work.table()))
                .findFirst();
    }

    private static Stream<String> locked(StepFacts facts, StatementTrace trace) {
        return trace.alreadyHeld().stream()
                .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
                .map(Lock::relation)
                .filter(table -> Works.stood(facts, table) && facts.after().hasTable(table));
    }

    private static Finding backfill(StepFacts facts, Backfill backfill, String locked) {
        String table = backfill.table();
        return Finding.of(CARD, backfill.trace().statement().at())
                .object(locked)
                .severity(Weight.ofWork(facts, table))
                .evidence("rows", backfill.rows())
                .saw("Rows of " + table
                        + " are looked for and written while an earlier statement's ACCESS EXCLUSIVE lock on " + locked
                        + " is still held.")
                .means("Every read and write of " + locked
                        + " waits from that statement until the last row is done and"
                        + " the transaction has ended.")
                .instead("End the step after the schema change, and fill " + table
                        + " in batches in a later one, each batch in a transaction of its own.");
    }

    /** The work itself is told by its own rule; what is said here is who else waits for it. */
    private static Finding work(Work work, String locked) {
        return Finding.of(CARD, work.trace().statement().at())
                .object(locked)
                .severity(Severity.NOTE)
                .saw("Long work on " + work.table() + " runs while an earlier statement's ACCESS EXCLUSIVE lock on "
                        + locked + " is still held.")
                .means("Every read and write of " + locked + " waits for it too.")
                .instead("Put the work on " + work.table() + " into a step of its own.");
    }
}
