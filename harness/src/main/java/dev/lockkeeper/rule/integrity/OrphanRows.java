package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Orphans;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports child rows that have no parent after the step and had one before. */
public final class OrphanRows implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "orphan-rows", Category.INTEGRITY_LOSS, Severity.ERROR, "Leaves rows without their parent", FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Orphans.class).stream()
                .map(orphans -> finding(facts, orphans))
                .toList();
    }

    private static Finding finding(StepFacts facts, Orphans orphans) {
        return Finding.of(CARD, Pointer.up(facts, orphans.parent()))
                .object(orphans.child())
                .severity(orphans.declared() ? Severity.ERROR : Severity.WARNING)
                .evidence("rows", orphans.rows())
                .evidence("key", orphans.constraint())
                .saw("After the step there are rows in " + orphans.child() + " whose parent in " + orphans.parent()
                        + " is not there.")
                .means(
                        orphans.declared()
                                ? orphans.constraint()
                                        + " says this cannot be; the database believes something that is not true."
                                : "No foreign key forbids it, and joins will quietly leave these rows out.")
                .instead("Delete or re-parent the children first, or keep the parent.");
    }
}
