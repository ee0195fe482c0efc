package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.TableColumns;
import java.util.List;

/** Reports a column that took no NULL before and takes it now. */
public final class LoosenNull implements Rule {

    private static final RuleCard CARD =
            new RuleCard("loosen-null", Category.COMPAT, Severity.NOTE, "A column may be NULL now", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return TableColumns.changed(facts)
                .filter(change ->
                        change.before().is(Trait.NOT_NULL) && !change.after().is(Trait.NOT_NULL))
                .filter(change -> !Breakage.isPartition(
                        facts, String.valueOf(change.after().table())))
                .map(change -> finding(facts, change.after()))
                .toList();
    }

    private static Finding finding(StepFacts facts, CatalogObject column) {
        String name = column.id().name();
        return Finding.of(CARD, Pointer.saying(facts, "null", name, column.table()))
                .object(name)
                .saw(name + " may be NULL after the step.")
                .means("Code of the running release reads it as something that is always there, and meets NULL.")
                .instead("Let the readers cope with NULL first; writers come a release later.");
    }
}
