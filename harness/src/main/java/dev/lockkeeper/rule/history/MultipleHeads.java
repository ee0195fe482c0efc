package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a chain whose revisions end in more than one newest. */
public final class MultipleHeads implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "multiple-heads", Category.HISTORY, Severity.WARNING, "More than one newest revision", FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Fact.MultipleHeads.class).stream()
                .map(many -> finding(facts, many))
                .toList();
    }

    private static Finding finding(StepFacts facts, Fact.MultipleHeads many) {
        return Finding.of(CARD, facts.at())
                .object(facts.chain().name())
                .evidence("heads", many.heads())
                .saw("The chain has " + many.heads().size() + " newest revisions: " + String.join(", ", many.heads())
                        + ".")
                .means(
                        "alembic upgrade head is refused (\"Multiple head revisions are present\"); with heads the branches"
                                + " run in an order that nobody chose.")
                .instead("alembic merge heads, or give one of them the other as its down_revision.");
    }
}
