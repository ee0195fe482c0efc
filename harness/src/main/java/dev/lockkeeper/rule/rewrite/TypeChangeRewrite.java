package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;
import dev.lockkeeper.rule.Works;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports a change of type that had the table written anew, an index rebuilt or every row checked again. */
public final class TypeChangeRewrite extends WorkRule {

    public TypeChangeRewrite() {
        super(
                new RuleCard(
                        "type-change-rewrite",
                        Category.REWRITE,
                        Severity.WARNING,
                        "A column's new type has the table or its indexes written anew",
                        FoundBy.SERVER),
                Hazard.TYPE_CHANGE);
    }

    /** Each statement has the table written anew once more; who reads of the first knows what to do about the rest. */
    @Override
    protected List<Work> gathered(List<Work> works) {
        Map<String, Work> byTable = new LinkedHashMap<>();
        works.forEach(work -> byTable.merge(work.table(), work, Work::with));
        return List.copyOf(byTable.values());
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The new type of " + parts("column", work) + " " + what(work) + " under an "
                + work.lock().words() + " lock" + (statements(facts, work) > 1 ? ", by each statement again." : ".");
    }

    private static long statements(StepFacts facts, Work work) {
        return Works.of(facts).stream()
                .filter(other ->
                        other.hazard() == work.hazard() && other.table().equals(work.table()))
                .count();
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "ALTER TABLE " + work.table() + " ADD COLUMN " + work.name().replace("\"", "")
                + "_new …; fill it in batches while a trigger keeps it current; then swap the names in a short transaction.";
    }

    private static String what(Work work) {
        if (work.trace().rewrote().contains(work.table())) {
            return "has all of " + work.table() + " written anew";
        }
        boolean built = work.trace().indexesBuilt().stream()
                .anyMatch(index -> index.table().equals(work.table()));
        return built ? "has an index of " + work.table() + " built anew" : "has every row of " + work.table() + " read";
    }
}
