package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.TableSize;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.Cost;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports an index of a kind that is slow to build, built on a table known to be big. */
public final class LongIndexBuild implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "long-index-build",
            Category.LOCK,
            Severity.NOTE,
            "Builds an index of a slow kind on a big table",
            FoundBy.SERVER);

    /** They take many entries for a row, or look for the place of each in what was built so far. */
    private static final Set<String> SLOW = Set.of("gin", "gist", "spgist", "hnsw", "ivfflat", "bloom", "rum");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Works.traces(facts)
                .flatMap(trace -> trace.indexesBuilt().stream().flatMap(built -> finding(facts, trace, built).stream()))
                .toList();
    }

    private static Optional<Finding> finding(StepFacts facts, StatementTrace trace, IndexBuilt built) {
        Optional<String> method = facts.after()
                .find(ObjectKind.INDEX, built.index())
                .map(index -> String.valueOf(index.trait(Trait.METHOD)))
                .filter(SLOW::contains);
        Optional<TableSize> size = Weight.known(facts, built.table())
                .filter(known ->
                        known.rows() > 0 && known.rows() >= facts.budgets().tableRows())
                .filter(known -> Works.stood(facts, built.table()));
        return method.isEmpty() || size.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(facts, trace, built, method.get(), size.get()));
    }

    private static Finding finding(
            StepFacts facts, StatementTrace trace, IndexBuilt built, String method, TableSize size) {
        Finding.Builder builder = Finding.of(CARD, trace.statement().at())
                .object(built.table())
                .evidence("rows", size.rows())
                .evidence("method", method);
        facts.all(Cost.class).stream()
                .filter(cost -> cost.work().equals("index build")
                        && cost.table().equals(built.table())
                        && cost.at().equals(trace.statement().at()))
                .findFirst()
                .ifPresent(cost -> builder.evidence("bytes", cost.bytes()).evidence("secondsLow", cost.low()));
        return builder.saw("Index " + SqlWords.lastName(built.index()) + " (" + method + ") is built over all rows of "
                        + built.table() + ", a big table.")
                .means("Such an index takes many times as long as a btree; a timeout of the deploy before its end "
                        + (built.concurrently()
                                ? "leaves an invalid index, and vacuum waits everywhere meanwhile."
                                : "undoes all of it, and writes wait meanwhile."))
                .instead(
                        "Try it on a copy of that size first; SET maintenance_work_mem higher and statement_timeout = 0 for this"
                                + " session" + (built.concurrently() ? "." : ", and build it CONCURRENTLY."));
    }
}
