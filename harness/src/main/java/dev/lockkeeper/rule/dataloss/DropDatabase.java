package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;

/** Reports DROP DATABASE. */
public final class DropDatabase implements Rule {

    private static final RuleCard CARD =
            new RuleCard("drop-database", Category.DATA_LOSS, Severity.ERROR, "Drops a whole database", FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.up().statements().stream()
                .filter(statement -> SqlWords.of(statement).starts("drop database"))
                .map(statement -> Finding.of(CARD, statement.at())
                        .object(statement
                                .sql()
                                .replaceFirst("(?is)^drop\\s+database\\s+(if\\s+exists\\s+)?", "")
                                .split("[\\s;(]", 2)[0])
                        .saw("The step drops a database: " + statement.excerpt() + ".")
                        .means("Every table in it is gone, and no statement of a migration brings it back.")
                        .instead("Leave it to the people who run the server, with a backup at hand."))
                .toList();
    }
}
