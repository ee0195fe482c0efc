package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.Objects;

/** Reports objects that stood before the step and have another owner after it. */
public final class OwnerChanged implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "owner-changed", Category.SECURITY, Severity.NOTE, "Something belongs to another role", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change().changed().stream()
                .filter(change -> change.before().trait(Trait.OWNER) != null)
                .filter(change -> !Objects.equals(
                        change.before().trait(Trait.OWNER), change.after().trait(Trait.OWNER)))
                .filter(change -> change.after().trait(Trait.OWNED_BY) == null)
                .map(change -> finding(facts, change))
                .toList();
    }

    private static Finding finding(StepFacts facts, CatalogDiff.Change change) {
        return Finding.of(CARD, Pointer.up(facts, change.id().name()))
                .object(change.id().name())
                .evidence("before", String.valueOf(change.before().trait(Trait.OWNER)))
                .evidence("after", String.valueOf(change.after().trait(Trait.OWNER)))
                .saw(change.id() + " belonged to " + change.before().trait(Trait.OWNER) + " and belongs to "
                        + change.after().trait(Trait.OWNER) + " now.")
                .means("The old owner may no longer alter or drop it, later steps included, and row security no longer"
                        + " passes it by.")
                .instead("Make sure that the role that migrates is the new owner or a member of it.");
    }
}
