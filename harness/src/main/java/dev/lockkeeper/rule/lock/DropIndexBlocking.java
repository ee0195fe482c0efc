package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports DROP INDEX without CONCURRENTLY. */
public final class DropIndexBlocking extends WorkRule {

    public DropIndexBlocking() {
        super(
                new RuleCard(
                        "drop-index-blocking",
                        Category.LOCK,
                        Severity.WARNING,
                        "Drops an index while reads and writes of its table wait",
                        FoundBy.SERVER),
                Hazard.DROP_INDEX);
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        boolean noticed = Weight.ofWork(facts, work.table()) != Severity.NOTE;
        return noticed && work.trace().lockTimeout() <= 0 ? Severity.WARNING : Severity.NOTE;
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "DROP INDEX takes an " + work.lock().words() + " lock on " + work.table()
                + (work.parts().isEmpty() ? "." : " to drop " + parts("index", work) + ".");
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "It has to wait for every query on " + work.table() + ", and everybody who comes later waits behind it.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return Outside.transaction(facts.chain()) + "DROP INDEX CONCURRENTLY "
                + (work.parts().isEmpty() ? "…" : work.parts().get(0)) + ";";
    }
}
