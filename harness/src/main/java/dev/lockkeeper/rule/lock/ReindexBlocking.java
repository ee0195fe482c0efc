package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports REINDEX without CONCURRENTLY. */
public final class ReindexBlocking extends WorkRule {

    public ReindexBlocking() {
        super(
                new RuleCard(
                        "reindex-blocking",
                        Category.LOCK,
                        Severity.WARNING,
                        "Rebuilds an index while writes wait",
                        FoundBy.SERVER),
                Hazard.REINDEX);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "REINDEX rebuilds " + parts("index", work) + " of " + work.table() + " while it is locked.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Every write on " + work.table() + " waits, and so does every read that would use the index.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return Outside.transaction(facts.chain()) + "REINDEX TABLE CONCURRENTLY " + work.table() + ";";
    }
}
