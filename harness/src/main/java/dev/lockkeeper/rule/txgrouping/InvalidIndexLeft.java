package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Interrupted;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Reports an index that the step leaves invalid, whether it failed or not. */
public final class InvalidIndexLeft implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "invalid-index-left",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Leaves an invalid index behind",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Stream<CatalogObject> now = facts.change().added(ObjectKind.INDEX);
        Stream<CatalogObject> refused = facts.all(Refused.class).stream()
                .filter(one -> one.phase() == Phase.UP)
                .flatMap(one -> one.left().added(ObjectKind.INDEX));
        Stream<CatalogObject> interrupted =
                facts.all(Interrupted.class).stream().flatMap(one -> one.left().added(ObjectKind.INDEX));
        return Stream.of(now, refused, interrupted)
                .flatMap(indexes -> indexes)
                .filter(index -> "false".equals(index.trait(Trait.VALID)))
                .filter(index -> index.table() == null
                        || facts.after()
                                .find(ObjectKind.PARTITIONED_TABLE, index.table())
                                .isEmpty())
                .distinct()
                .map(index -> finding(facts, index))
                .toList();
    }

    private static Finding finding(StepFacts facts, CatalogObject index) {
        String name = index.id().name();
        return Finding.of(CARD, Pointer.up(facts, name, index.table()))
                .object(name)
                .evidence("definition", index.definition())
                .saw("The step leaves the index " + name + " behind, and it is invalid.")
                .means("Every write keeps it up to date and no read may use it; a unique one guards nothing it should.")
                .instead("DROP INDEX CONCURRENTLY " + name + "; then mend what stopped the build and build it again.");
    }
}
