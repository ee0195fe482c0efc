package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.RowsInTheWay;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports rows of a live database that a pending step would refuse. */
public final class RowsRefused implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rows-refused",
            Category.APPLY_FAILURE,
            Severity.ERROR,
            "Rows of the live database are in the way",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(RowsInTheWay.class).stream().map(RowsRefused::finding).toList();
    }

    private static Finding finding(RowsInTheWay rows) {
        String many = rows.rows() < 0 ? "at least one row" : rows.rows() == 1 ? "1 row" : rows.rows() + " rows";
        return Finding.of(CARD, rows.at())
                .object(rows.table())
                .evidence("rows", rows.rows())
                .evidence("keys", rows.keys())
                .evidence("values", rows.values())
                .evidence("sql", rows.sql())
                .saw("The live database holds " + many + " of " + rows.table() + " that would break "
                        + rows.constraint()
                        + (rows.keys().isEmpty() ? "" : ", such as " + String.join("; ", rows.keys())) + ".")
                .means("The step would fail there with " + rows.sqlState() + ".")
                .instead("Correct these rows in a step before it. The question was: " + rows.question());
    }
}
