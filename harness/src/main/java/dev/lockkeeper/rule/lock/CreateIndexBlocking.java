package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports an index built without CONCURRENTLY on a table that others write to. */
public final class CreateIndexBlocking extends WorkRule {

    public CreateIndexBlocking() {
        super(
                new RuleCard(
                        "create-index-blocking",
                        Category.LOCK,
                        Severity.WARNING,
                        "Builds an index while writes wait",
                        FoundBy.SERVER),
                Hazard.CREATE_INDEX);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The step builds " + parts("index", work) + " on " + work.table() + " under " + locked(work) + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return waits(work.lock()) + " on " + work.table()
                + " waits until the index is built and the transaction has ended.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return Outside.transaction(facts.chain()) + concurrently(facts, work) + ";";
    }

    private static String concurrently(StepFacts facts, Work work) {
        return definition(facts, ObjectKind.INDEX, work.parts().get(0))
                .replaceFirst("INDEX ", "INDEX CONCURRENTLY ")
                .replace(" USING btree", "");
    }
}
