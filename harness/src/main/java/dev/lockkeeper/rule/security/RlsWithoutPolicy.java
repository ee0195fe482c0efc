package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.CatalogSnapshot;
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

/** Reports a table with row security on and no policy, from this step on. */
public final class RlsWithoutPolicy implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rls-without-policy",
            Category.SECURITY,
            Severity.WARNING,
            "Row security without a policy hides every row",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)
                .flatMap(kind -> facts.after().all(kind))
                .map(table -> table.id().name())
                .filter(table -> hidden(facts.after(), table) && !hidden(facts.before(), table))
                .map(table -> Finding.of(CARD, Pointer.up(facts, table))
                        .object(table)
                        .saw("Row security of " + table + " is on, and it has no policy.")
                        .means("Every role but the owner and superusers sees no row of it and may write none.")
                        .instead("In the same step: CREATE POLICY … ON " + table + " USING (…) WITH CHECK (…);"))
                .toList();
    }

    private static boolean hidden(CatalogSnapshot schema, String table) {
        boolean on = Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE).anyMatch(kind -> schema.find(kind, table)
                .filter(one -> one.is(Trait.ROW_SECURITY))
                .isPresent());
        return on && schema.of(table, ObjectKind.POLICY).findAny().isEmpty();
    }
}
