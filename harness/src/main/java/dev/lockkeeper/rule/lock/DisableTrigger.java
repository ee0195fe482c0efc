package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports triggers switched off, which for ALL includes the foreign keys. */
public final class DisableTrigger extends WorkRule {

    public DisableTrigger() {
        super(
                new RuleCard(
                        "disable-trigger",
                        Category.LOCK,
                        Severity.WARNING,
                        "Switches triggers off or on",
                        FoundBy.SERVER),
                Hazard.DISABLE_TRIGGER);
    }

    @Override
    protected boolean matters(StepFacts facts, Work work) {
        return SqlWords.of(work.trace().statement()).has("disable … trigger|disable trigger");
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Severity.WARNING;
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The step switches triggers of " + work.table() + " off, under a "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Until they are on again nothing keeps what they guard; DISABLE TRIGGER ALL switches foreign keys off too, and rows written meanwhile are never checked.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Leave them on. If a backfill must not fire one trigger, disable that one by name and enable it in the same transaction.";
    }
}
