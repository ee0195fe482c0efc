package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports INHERIT and NO INHERIT on a table in use. */
public final class InheritChange extends WorkRule {

    public InheritChange() {
        super(
                new RuleCard(
                        "inherit-change",
                        Category.LOCK,
                        Severity.WARNING,
                        "A table joins or leaves a parent while reads and writes of it wait",
                        FoundBy.SERVER),
                Hazard.INHERIT);
    }

    @Override
    protected boolean matters(StepFacts facts, Work work) {
        return facts.sizeOf(work.table())
                .filter(size -> size.fromFixtures() && size.rows() == 0)
                .isEmpty();
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Weight.ofMoment(facts, work.table());
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The step changes what " + work.table() + " inherits from, under " + locked(work) + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "It waits for every query on " + work.table()
                + " and later ones wait behind it; from its commit on, queries of the parent return other rows.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "SET LOCAL lock_timeout = '3s'; before it, and nothing else that takes long in the transaction.";
    }
}
