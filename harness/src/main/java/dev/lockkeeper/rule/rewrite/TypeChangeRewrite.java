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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    /** Columns of one table changed by a statement each are mended together. */
    @Override
    protected List<Work> told(List<Work> works) {
        Map<String, Work> byTable = new LinkedHashMap<>();
        works.stream()
                .sorted(Comparator.comparing(work -> !rewrites(work)))
                .forEach(work -> byTable.merge(work.table(), work, Works::together));
        return works.stream()
                .map(Work::table)
                .distinct()
                .map(byTable::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        long times = times(facts, work);
        return "The new type of " + parts("column", work) + " " + what(work) + (times > 1 ? " " + times + " times" : "")
                + ", under " + locked(work) + ".";
    }

    private long times(StepFacts facts, Work work) {
        return works(facts).stream()
                .filter(other -> other.table().equals(work.table()) && rewrites(other) == rewrites(work))
                .count();
    }

    private static boolean rewrites(Work work) {
        return work.trace().rewrote().contains(work.table());
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        String once = times(facts, work) > 1 ? "One ALTER TABLE with all the new types does it once; better: " : "";
        return once + "ALTER TABLE " + work.table() + " ADD COLUMN "
                + work.name().replace("\"", "")
                + "_new …; fill it in batches while a trigger keeps it current; then swap the names in a short transaction.";
    }

    private static String what(Work work) {
        if (rewrites(work)) {
            return "has all of " + work.table() + " written anew";
        }
        boolean built = work.trace().indexesBuilt().stream()
                .anyMatch(index -> index.table().equals(work.table()));
        return built ? "has an index of " + work.table() + " built anew" : "has every row of " + work.table() + " read";
    }
}
