package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.CatalogObject;
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

/** Reports a table whose rows are gone after a crash of the server. */
public final class UnloggedTable implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "unlogged-table",
            Category.DATA_LOSS,
            Severity.WARNING,
            "A table does not survive a crash",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.after()
                .all(ObjectKind.TABLE)
                .filter(UnloggedTable::unlogged)
                .filter(table -> facts.before()
                        .find(table.id())
                        .filter(UnloggedTable::unlogged)
                        .isEmpty())
                .map(table -> finding(facts, table.id().name()))
                .toList();
    }

    private static boolean unlogged(CatalogObject table) {
        return "u".equals(table.trait(Trait.PERSISTENCE));
    }

    private static Finding finding(StepFacts facts, String table) {
        boolean stood = facts.before().hasTable(table);
        return Finding.of(CARD, Pointer.up(facts, table))
                .object(table)
                .severity(stood ? Severity.WARNING : Severity.NOTE)
                .saw(table + " is UNLOGGED after the step.")
                .means(
                        "After a crash of the server it is empty, replicas never have its rows, and a backup by files does not either.")
                .instead("ALTER TABLE " + table + " SET LOGGED; unless its rows can be made again at any time.");
    }
}
