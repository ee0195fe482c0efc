package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.KilledInside;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports CREATE INDEX CONCURRENTLY IF NOT EXISTS that nothing clears the way for. */
public final class IfNotExistsHidesInvalid implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "if-not-exists-hides-invalid",
            Category.TX_GROUPING,
            Severity.WARNING,
            "A retry steps over the invalid index a failed build leaves",
            FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final int TOLD_OFTEN_ENOUGH = 3;

    private static final Pattern NAME = Pattern.compile("if not exists (?:\"?[\\w$]+\"?\\.)?(\"?[\\w$]+\"?)");

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.up().statements().stream()
                .filter(statement -> SqlWords.of(statement).has("index concurrently if not exists"))
                .filter(statement -> !cleared(facts, statement))
                .map(statement -> finding(facts, statement))
                .toList();
    }

    /** A chain that always writes it so has been told; at each step again it would bury the rest. */
    private static boolean byHabit(StepFacts facts) {
        return facts.earlier().stream()
                        .filter(step -> step.up().statements().stream()
                                .anyMatch(statement -> SqlWords.of(statement).has("index concurrently if not exists")))
                        .count()
                >= TOLD_OFTEN_ENOUGH;
    }

    private static boolean cleared(StepFacts facts, Statement builds) {
        return facts.up().statements().stream()
                .takeWhile(statement -> !statement.equals(builds))
                .map(SqlWords::of)
                .anyMatch(words -> (words.has("drop index") && words.names(name(builds))) || words.has("indisvalid"));
    }

    private static String name(Statement builds) {
        Matcher name = NAME.matcher(SqlWords.of(builds).toString());
        return name.find() ? name.group(1) : "";
    }

    private static String saw(StepFacts facts, Statement statement, String index) {
        boolean seen = facts.all(KilledInside.class).stream()
                .anyMatch(killed ->
                        killed.at().equals(statement.at()) && killed.retry() == null && killed.retryDiffers());
        return "The index " + index + " is built CONCURRENTLY IF NOT EXISTS"
                + (seen
                        ? "; killed in the middle it stayed invalid, and the second try left it so and reported success."
                        : ".");
    }

    private static Finding finding(StepFacts facts, Statement statement) {
        String index = name(statement);
        return Finding.of(CARD, statement.at())
                .object(index)
                .severity(byHabit(facts) ? Severity.NOTE : Severity.WARNING)
                .saw(saw(facts, statement, index))
                .means(
                        "A build that fails leaves an invalid index of that name; the next try finds it, builds nothing and"
                                + " reports success, and no query ever uses it.")
                .instead("DROP INDEX CONCURRENTLY IF EXISTS " + index + "; just before it, and no IF NOT EXISTS.");
    }
}
