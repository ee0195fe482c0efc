package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Notes columns that come back in another order, which only statements without a column list notice. */
public final class DownReordersColumns implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "down-reorders-columns",
            Category.ROUNDTRIP,
            Severity.NOTE,
            "Columns come back in another order",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(WayBack.class).stream()
                .filter(back -> !back.diff().reordered().isEmpty())
                .map(back -> Finding.of(CARD, Pointer.down(facts, back.diff()))
                        .object(back.diff().reordered().get(0))
                        .saw("After up and down the columns of "
                                + Words.list(back.diff().reordered()) + " stand in another order.")
                        .means("INSERT without a column list and SELECT * see the columns in that order.")
                        .instead("Nothing to do where every statement names its columns."))
                .toList();
    }
}
