package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Reports a table whose rows were guarded by row security and are no longer. */
public final class RlsDisabled implements Rule {

    private static final RuleCard CARD =
            new RuleCard("rls-disabled", Category.SECURITY, Severity.ERROR, "Row security is off", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        facts.change().changed(ObjectKind.TABLE), facts.change().changed(ObjectKind.PARTITIONED_TABLE))
                .filter(change -> change.before().is(Trait.ROW_SECURITY)
                        && !change.after().is(Trait.ROW_SECURITY))
                .map(change -> change.id().name())
                .map(table -> Finding.of(CARD, Pointer.up(facts, table))
                        .object(table)
                        .saw("Row security of " + table + " is off after the step.")
                        .means("Every role with SELECT on " + table
                                + " reads the rows of all tenants; the policies stay and do" + " nothing.")
                        .instead("ALTER TABLE " + table
                                + " ENABLE ROW LEVEL SECURITY; and change the policies instead."))
                .toList();
    }
}
