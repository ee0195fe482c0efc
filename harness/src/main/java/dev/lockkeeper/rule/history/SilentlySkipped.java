package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.HistoryTrouble;
import dev.lockkeeper.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** Reports a step that its tool will never run on a database that is up to date. */
public final class SilentlySkipped implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "silently-skipped", Category.HISTORY, Severity.ERROR, "The tool will skip this step", FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.all(HistoryTrouble.class).stream()
                .filter(trouble -> trouble.kind() == HistoryTrouble.Kind.SKIPPED)
                .map(trouble -> Finding.of(CARD, trouble.at())
                        .object(trouble.version())
                        .saw("Step " + trouble.version() + " never ran on the live database, and " + trouble.tool()
                                + " will not run it: " + trouble.why() + ".")
                        .means("New databases get this step and this one never does, without a word.")
                        .instead("Generate the step anew so that it is the newest of the chain."))
                .forEach(findings::add);
        facts.all(Fact.SilentlySkipped.class).stream()
                .map(skipped -> Finding.of(CARD, skipped.at())
                        .object(facts.step().version())
                        .saw(skipped.why())
                        .means("New databases get this step and existing ones never do, without a word.")
                        .instead("Generate the step anew so that it is the newest of the chain."))
                .forEach(findings::add);
        return findings;
    }
}
