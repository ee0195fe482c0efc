package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports statements that made others wait for a reader they never asked for, and those that end in a deadlock. */
public final class BlockedInRehearsal implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "blocked-in-rehearsal",
            Category.LOCK,
            Severity.WARNING,
            "Made readers and writers wait in the rehearsal",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.first(Rehearsed.class).ifPresent(seen -> {
            seen.blocks().stream()
                    .filter(Blocked::deadlock)
                    .map(BlockedInRehearsal::deadlock)
                    .forEach(findings::add);
            seen.waits().stream().filter(wait -> isLong(facts, wait)).forEach(wait -> behind(facts, seen, wait)
                    .ifPresent(findings::add));
        });
        return findings;
    }

    /** A wait that the step bounds, by less than a site can bear, is what it should do. */
    private static boolean isLong(StepFacts facts, Waited wait) {
        return wait.lockTimeout() <= 0 || wait.lockTimeout() > facts.budgets().lockSeconds() * 1000;
    }

    private static Finding deadlock(Blocked block) {
        return Finding.of(CARD, block.at())
                .object(block.table())
                .severity(Severity.ERROR)
                .saw("In the rehearsal this statement and a " + (block.writes() ? "write" : "read") + " of "
                        + block.table() + " waited for each other.")
                .means("PostgreSQL ends one of the two after a moment: either the deploy fails or what a user did.")
                .instead("Take the stronger lock first: put this statement before those that write rows of "
                        + block.table() + ", or write the rows in a step of their own.");
    }

    private static Optional<Finding> behind(StepFacts facts, Rehearsed seen, Waited wait) {
        List<Blocked> queued = seen.blocks().stream()
                .filter(block -> block.queued() && block.at().equals(wait.at()) && inUse(facts, block))
                .toList();
        if (queued.isEmpty()) {
            return Optional.empty();
        }
        List<Blocked> held = lockedEarlier(facts, seen, wait);
        List<String> tables = Stream.concat(queued.stream(), held.stream())
                .map(Blocked::table)
                .distinct()
                .toList();
        Severity severity = tables.stream()
                .map(table -> Weight.ofMoment(facts, table))
                .max(Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        return Optional.of(Finding.of(CARD, wait.at())
                .object(queued.get(0).table())
                .severity(severity)
                .evidence("tables", tables)
                .saw("In the rehearsal this statement waited for a reader, and " + words(queued)
                        + " waited in the queue behind it" + alsoHeld(held) + ".")
                .means("As long as any query on these tables takes, nobody else gets at them"
                        + (wait.lockTimeout() > 0 ? ", up to the lock_timeout of " + wait.lockTimeout() + " ms." : "."))
                .instead(instead(facts, seen, wait)));
    }

    /** What other statements of the same transaction had locked before this one came to wait. */
    private static List<Blocked> lockedEarlier(StepFacts facts, Rehearsed seen, Waited wait) {
        return facts.up().grouping() == Grouping.AUTOCOMMIT
                ? List.of()
                : seen.blocks().stream()
                        .filter(block -> block.at().compareTo(wait.at()) < 0 && !block.deadlock())
                        .toList();
    }

    /** A table that the statement drops is one that nobody uses any more. */
    private static boolean inUse(StepFacts facts, Blocked block) {
        return facts.after().hasTable(block.table())
                || facts.up().statements().stream()
                        .filter(statement -> statement.at().equals(block.at()))
                        .noneMatch(statement -> SqlWords.of(statement).has("drop (table|schema|materialized view)"));
    }

    private static String alsoHeld(List<Blocked> held) {
        return held.isEmpty()
                ? ""
                : "; " + words(held) + ", locked from line " + held.get(0).at().line() + " on, waited as long";
    }

    /** {@code reads and writes of auth.users, writes of auth.posts}. */
    private static String words(List<Blocked> blocks) {
        List<String> words = new ArrayList<>();
        for (String table : blocks.stream().map(Blocked::table).distinct().toList()) {
            boolean reads = blocks.stream().anyMatch(one -> one.table().equals(table) && !one.writes());
            boolean writes = blocks.stream().anyMatch(one -> one.table().equals(table) && one.writes());
            words.add((reads && writes ? "reads and writes" : reads ? "reads" : "writes") + " of " + table);
        }
        return Words.list(words);
    }

    private static String instead(StepFacts facts, Rehearsed seen, Waited wait) {
        String local = facts.up().grouping() == Grouping.AUTOCOMMIT ? "" : "LOCAL ";
        String advice = wait.lockTimeout() > 0
                ? "Bound the wait by less than your budget, and let the deploy try again."
                : "Begin the step with SET " + local + "lock_timeout = '3s'; and let the deploy try again.";
        Bounded bounded = seen.bounded();
        if (bounded == null) {
            return advice;
        }
        return advice + " With a lock_timeout it was refused at line "
                + bounded.refusal().at().line() + " and left " + left(bounded.left()) + " behind.";
    }

    private static String left(CatalogDiff left) {
        List<String> names = left.added().stream().map(BlockedInRehearsal::name).toList();
        return left.isEmpty() ? "nothing" : names.isEmpty() ? "half of itself" : Words.list(names);
    }

    private static String name(CatalogObject object) {
        return ("false".equals(object.trait(Trait.VALID)) ? "the invalid " : "the ") + Words.name(object);
    }
}
