package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;

/** Reports labels that are added without saying where. */
public final class EnumOrderImplicit extends DesignRule {

    public EnumOrderImplicit() {
        super("enum-order-implicit", "A new label without its place", FoundBy.TEXT);
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.up().statements().stream()
                .filter(statement -> isImplicit(SqlWords.of(statement)))
                .map(statement -> Finding.of(card(), statement.at())
                        .saw("A label is added to an enum without BEFORE or AFTER.")
                        .means("It sorts behind all others, which ORDER BY and comparisons show.")
                        .instead("ALTER TYPE … ADD VALUE 'x' AFTER 'y'"))
                .toList();
    }

    private static boolean isImplicit(SqlWords words) {
        return words.starts("alter type") && words.has("add value") && !words.has("before|after");
    }
}
