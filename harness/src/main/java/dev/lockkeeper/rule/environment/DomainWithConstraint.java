package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Works;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports a domain that is tightened, so that every table with a column of it is read in full while writes wait. */
public final class DomainWithConstraint implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "domain-with-constraint",
            Category.ENVIRONMENT,
            Severity.WARNING,
            "Checks every row of every table that uses a domain",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Works.traces(facts)
                .filter(trace -> SqlWords.of(trace.statement()).has("alter domain"))
                .flatMap(trace -> finding(facts, trace).stream())
                .toList();
    }

    private static Optional<Finding> finding(StepFacts facts, StatementTrace trace) {
        SqlWords words = SqlWords.of(trace.statement());
        Optional<CatalogObject> domain =
                tightened(facts).filter(one -> words.names(one.id().name())).findFirst();
        List<String> tables = read(facts, trace);
        if (domain.isEmpty() || tables.isEmpty() || words.has("validate constraint")) {
            return Optional.empty();
        }
        String name = domain.get().id().name();
        LockMode lock = tables.stream()
                .flatMap(table -> Works.lockOn(trace, table).stream())
                .max(Comparator.naturalOrder())
                .orElse(LockMode.SHARE);
        return Optional.of(Finding.of(CARD, trace.statement().at())
                .object(name)
                .severity(tables.stream()
                        .map(table -> Weight.ofWork(facts, table))
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.NOTE))
                .evidence("tables", tables)
                .evidence("lock", lock.words())
                .saw("Tightening the domain " + name + " read all of " + Words.list(tables) + " under a " + lock.words()
                        + " lock.")
                .means("Every write to " + (tables.size() == 1 ? "it" : "each of them")
                        + " waits until all have been read and the transaction has ended; one old value anywhere"
                        + " refuses the step.")
                .instead(
                        words.has("not null")
                                ? "Put NOT NULL on the columns instead, one table at a time, each behind a validated CHECK."
                                : "ALTER DOMAIN " + name
                                        + " ADD CONSTRAINT … CHECK (…) NOT VALID; now, which reads nothing"
                                        + " and holds for new values, and VALIDATE CONSTRAINT in a step of its own at a"
                                        + " quiet hour."));
    }

    /** Domains that stood before and let less pass after the step. */
    private static Stream<CatalogObject> tightened(StepFacts facts) {
        return facts.before().all(ObjectKind.DOMAIN).filter(domain -> {
            boolean checked = facts.change()
                    .added(ObjectKind.CONSTRAINT)
                    .anyMatch(added -> added.table() == null
                            && added.id().name().startsWith(domain.id().name() + "."));
            boolean filled = facts.after()
                    .find(domain.id())
                    .filter(after -> after.is(Trait.NOT_NULL) && !domain.is(Trait.NOT_NULL))
                    .isPresent();
            return checked || filled;
        });
    }

    /** Tables in use that the statement read in full while their writers waited. */
    private static List<String> read(StepFacts facts, StatementTrace trace) {
        return trace.scanned().stream()
                .filter(table -> Works.stood(facts, table))
                .filter(table -> Works.lockOn(trace, table)
                        .filter(LockMode::blocksWrites)
                        .isPresent())
                .sorted()
                .toList();
    }
}
