package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.TouchedNothing;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports statements that reach fewer rows as the role that migrates than they would without row security. */
public final class RowSecurityHidesRows implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "row-security-hides-rows",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "Row security hides rows from the step",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(TouchedNothing.class).stream()
                .map(seen -> finding(facts, seen))
                .toList();
    }

    private static Finding finding(StepFacts facts, TouchedNothing seen) {
        boolean users =
                facts.sizeOf(seen.table()).map(size -> size.fromFixtures()).orElse(false);
        return Finding.of(CARD, seen.at())
                .object(seen.table())
                .severity(users ? Severity.ERROR : Severity.WARNING)
                .evidence("rows", seen.rows())
                .evidence("role", seen.role())
                .saw("As " + seen.role() + " the statement does not reach rows of " + seen.table()
                        + " that it reaches without row security.")
                .means("The step reports success, and the rows that a policy hides from " + seen.role()
                        + " stay as they were.")
                .instead("Migrate as a role with BYPASSRLS, or put ALTER TABLE " + seen.table()
                        + " NO FORCE ROW LEVEL SECURITY before the statement and FORCE after it.");
    }
}
