package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports REFRESH MATERIALIZED VIEW without CONCURRENTLY. */
public final class RefreshMatviewBlocking extends WorkRule {

    public RefreshMatviewBlocking() {
        super(
                new RuleCard(
                        "refresh-matview-blocking",
                        Category.LOCK,
                        Severity.WARNING,
                        "Refreshes a materialised view while its readers wait",
                        FoundBy.SERVER),
                Hazard.REFRESH);
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Severity.WARNING;
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "REFRESH writes " + work.table() + " anew under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Every read of " + work.table() + " waits as long as its query takes.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "REFRESH MATERIALIZED VIEW CONCURRENTLY " + work.table() + "; it needs a unique index on the view.";
    }
}
