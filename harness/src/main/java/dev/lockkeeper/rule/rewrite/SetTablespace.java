package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a table or an index whose files were copied to another place. */
public final class SetTablespace extends WorkRule {

    public SetTablespace() {
        super(
                new RuleCard(
                        "set-tablespace",
                        Category.REWRITE,
                        Severity.WARNING,
                        "Another tablespace has the files copied while the table is locked",
                        FoundBy.SERVER),
                Hazard.TABLESPACE);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        String lock = work.parts().isEmpty() ? locked(work) : "a lock that no query passes";
        return "The files of " + (work.parts().isEmpty() ? work.table() : parts("index", work) + " of " + work.table())
                + " are copied to another tablespace under " + lock + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return work.parts().isEmpty()
                ? super.means(facts, work)
                : "Every query of " + work.table() + " whose plan looks at the index waits, and so does every write.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return work.parts().isEmpty()
                ? "Move it while nobody works; or make a new table there, copy in batches, swap the names."
                : "REINDEX (TABLESPACE …, CONCURRENTLY) INDEX " + work.name()
                        + "; builds it anew there while others read and write.";
    }
}
