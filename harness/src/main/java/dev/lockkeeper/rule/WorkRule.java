package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import java.util.List;

/** What all rules about work on tables in use share: where they point, and a weight by the size of the table. */
public abstract class WorkRule implements Rule {

    private final RuleCard card;
    private final Hazard hazard;

    protected WorkRule(RuleCard card, Hazard hazard) {
        this.card = card;
        this.hazard = hazard;
    }

    @Override
    public final RuleCard card() {
        return card;
    }

    @Override
    public final List<Finding> check(StepFacts facts) {
        return told(works(facts)).stream().map(work -> finding(facts, work)).toList();
    }

    /** The work of this kind that matters, as the statements did it. */
    protected final List<Work> works(StepFacts facts) {
        return Works.of(facts).stream()
                .filter(work -> work.hazard() == hazard && matters(facts, work))
                .toList();
    }

    /** The work to tell of, one finding each; a rule may take together what one change would mend. */
    protected List<Work> told(List<Work> works) {
        return works;
    }

    private Finding finding(StepFacts facts, Work work) {
        Finding.Builder builder = Finding.of(card, work.trace().statement().at())
                .object(object(facts, work))
                .severity(severity(facts, work))
                .evidence("lock", work.lock().words())
                .saw(saw(facts, work))
                .means(means(facts, work));
        Weight.known(facts, work.table()).ifPresent(size -> builder.evidence("rows", size.rows()));
        if (!work.parts().isEmpty()) {
            builder.evidence("parts", work.names());
        }
        return builder.instead(instead(facts, work));
    }

    /** What people would look for, and suppress. */
    protected String object(StepFacts facts, Work work) {
        return work.table();
    }

    protected boolean matters(StepFacts facts, Work work) {
        return true;
    }

    protected Severity severity(StepFacts facts, Work work) {
        return Weight.ofWork(facts, work.table());
    }

    protected abstract String saw(StepFacts facts, Work work);

    protected String means(StepFacts facts, Work work) {
        return waits(work.lock()) + " on " + work.table() + " waits until the transaction has ended.";
    }

    protected abstract String instead(StepFacts facts, Work work);

    /** {@code Every read and every write}: what a lock keeps waiting, to begin a sentence with. */
    protected static String waits(LockMode lock) {
        return lock.blocksReads() ? "Every read and every write" : lock.blocksWrites() ? "Every write" : "Vacuum";
    }

    /** {@code a SHARE lock}, {@code an ACCESS EXCLUSIVE lock}: the lock on the table meanwhile. */
    protected static String locked(Work work) {
        String words = work.lock().words();
        return (words.startsWith("A") || words.startsWith("E") ? "an " : "a ") + words + " lock";
    }

    /** {@code column email}, {@code columns a, b}: the parts by their own names. */
    protected static String parts(String word, Work work) {
        List<String> names = work.names();
        return names.size() == 1 ? word + " " + names.get(0) : word + "s " + Words.list(names);
    }

    /** The columns of the constraint in hand, as they stand between its brackets. */
    protected static String columns(StepFacts facts, Work work) {
        String definition = work.parts().isEmpty()
                ? ""
                : definition(facts, ObjectKind.CONSTRAINT, work.parts().get(0));
        int open = definition.indexOf('(');
        return open < 0 ? "…" : definition.substring(open + 1, definition.indexOf(')', open));
    }

    /** How the object is defined after the step; empty when it is not there. */
    protected static String definition(StepFacts facts, ObjectKind kind, String name) {
        return facts.after().find(kind, name).map(CatalogObject::definition).orElse("");
    }
}
