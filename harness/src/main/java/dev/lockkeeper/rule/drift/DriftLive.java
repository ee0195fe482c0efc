package dev.lockkeeper.rule.drift;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.Difference;
import dev.lockkeeper.model.TargetFact.Drifted;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** Reports what a live database has that its chains do not give it, and lacks that they do. */
public final class DriftLive implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "drift-live", Category.DRIFT, Severity.ERROR, "The live schema is not the chain's", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Drifted.class).stream().map(DriftLive::finding).toList();
    }

    private static Finding finding(Drifted drifted) {
        String differences = drifted.differences().stream()
                .map(one -> one.object() + " " + one.what())
                .collect(Collectors.joining("; "));
        String plausible =
                drifted.differences().stream().map(Difference::plausible).collect(Collectors.joining(" "));
        return Finding.of(CARD, drifted.at())
                .object(drifted.group())
                .severity(drifted.outside() ? Severity.WARNING : Severity.ERROR)
                .evidence("plausible", plausible)
                .saw("On the live database " + differences + ".")
                .means("The schema is as if somebody had run: " + plausible
                        + " What was verified was verified on another one.")
                .instead("Say the difference in a step of the chain, or undo it there; name what is nobody's business"
                        + " under target.ignore.");
    }
}
