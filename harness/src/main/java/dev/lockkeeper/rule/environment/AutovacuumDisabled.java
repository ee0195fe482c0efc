package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reports a table for which autovacuum was switched off. */
public final class AutovacuumDisabled implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "autovacuum-disabled",
            Category.ENVIRONMENT,
            Severity.WARNING,
            "Nobody cleans the table up any more",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern OFF = Pattern.compile("(?<!toast\\.)autovacuum_enabled=(false|off|no|0|f)\\b");

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.TABLE),
                        facts.change()
                                .changed(ObjectKind.TABLE)
                                .filter(change -> !off(change.before()))
                                .map(change -> change.after()))
                .filter(AutovacuumDisabled::off)
                .map(table -> finding(facts, table.id().name()))
                .toList();
    }

    private static boolean off(CatalogObject table) {
        return OFF.matcher(table.definition()).find();
    }

    private static Finding finding(StepFacts facts, String table) {
        return Finding.of(CARD, Pointer.up(facts, table))
                .object(table)
                .saw("Autovacuum is off for " + table + " after the step.")
                .means(
                        "Dead rows pile up and plans go stale until somebody vacuums by hand; near wraparound the server does it at a"
                                + " bad moment.")
                .instead("Behind a bulk load, in the same step: ALTER TABLE " + table + " RESET (autovacuum_enabled);");
    }
}
