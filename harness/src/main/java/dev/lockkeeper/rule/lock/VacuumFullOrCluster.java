package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports VACUUM FULL and CLUSTER. */
public final class VacuumFullOrCluster extends WorkRule {

    public VacuumFullOrCluster() {
        super(
                new RuleCard(
                        "vacuum-full-or-cluster",
                        Category.LOCK,
                        Severity.WARNING,
                        "Writes a table anew with VACUUM FULL or CLUSTER",
                        FoundBy.SERVER),
                Hazard.VACUUM_FULL_OR_CLUSTER);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "All of " + work.table() + " is written anew under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Every read and every write on " + work.table()
                + " waits until it is done, and the disk must hold it twice.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Plain VACUUM " + work.table()
                + "; makes room for new rows; to give space back while others work use pg_repack or pg_squeeze, outside the migrations.";
    }
}
