package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Reports a column that took NULL before and takes none now. */
public final class TightenNull implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "tighten-null", Category.COMPAT, Severity.NOTE, "A column takes no NULL any more", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Breakage.tightenedOld(facts)
                .map(column -> finding(facts, column))
                .toList();
    }

    private static Finding finding(StepFacts facts, CatalogObject column) {
        String name = column.id().name();
        Optional<OldReleaseBroken> broken = Breakage.withoutValue(facts, name);
        Finding.Builder builder = Finding.of(CARD, Pointer.saying(facts, "not null|primary key", name, column.table()))
                .object(name);
        return Breakage.weigh(builder, broken, Severity.NOTE)
                .saw(name + " takes no NULL any more." + Breakage.seen(broken))
                .means("A running release that leaves it out or writes NULL is refused.")
                .instead("Ship the code that always writes it first; "
                        + (Breakage.fillsItself(column).isPresent()
                                ? "the default covers statements that leave it out, not those that write NULL."
                                : "a DEFAULT covers statements that leave it out."));
    }
}
