package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports syntax that this server refuses and a newer one knows. */
public final class NeedsNewerServer implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "needs-newer-server",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "Uses syntax that only newer servers know",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.UP)
                .flatMap(refused -> NewerSyntax.of(facts, refused.failure()).stream()
                        .map(newer -> finding(facts, refused.failure(), newer)))
                .toList();
    }

    private static Finding finding(StepFacts facts, Failure failure, NewerSyntax newer) {
        return Finding.of(CARD, failure.at())
                .object(facts.step().version())
                .evidence("statement", failure.excerpt())
                .saw("PostgreSQL " + facts.server().version() + " refused the step (" + Words.answer(failure)
                        + "), which uses " + newer.words() + "; that came with PostgreSQL " + newer.since() + ".")
                .means("The chain applies on the newer server of whoever wrote it, and not on the one you run.")
                .instead("Write it for PostgreSQL " + facts.server().major() + ", or run the chain on " + newer.since()
                        + " and say so: postgres.version in lockkeeper.yml.");
    }
}
