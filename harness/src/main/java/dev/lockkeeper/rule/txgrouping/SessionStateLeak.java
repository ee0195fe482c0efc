package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.SessionChanged;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports a setting that outlives its step in a tool that runs all steps in one session. */
public final class SessionStateLeak implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "session-state-leak",
            Category.TX_GROUPING,
            Severity.WARNING,
            "Leaves a setting behind for the steps after it",
            FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern SETS =
            Pattern.compile("^set (?:session )?(?!local\\b|constraints\\b|transaction\\b|session\\b)([\\w.]+)");

    /** Settings that only bound the work: nobody is surprised when they stay. */
    private static final Set<String> HARMLESS = Set.of(
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "transaction_timeout",
            "client_min_messages",
            "client_encoding",
            "standard_conforming_strings",
            "xmloption");

    @Override
    public List<Finding> check(StepFacts facts) {
        if (!facts.chain().oneSession()
                || facts.position() + 1 >= facts.chain().steps().size()) {
            return List.of();
        }
        Map<String, Statement> left = new TreeMap<>();
        for (Statement statement : facts.up().statements()) {
            SqlWords words = SqlWords.of(statement);
            Matcher sets = SETS.matcher(words.toString());
            if (sets.find() && !HARMLESS.contains(sets.group(1))) {
                left.put(sets.group(1), statement);
            } else if (words.starts("reset all|discard all")) {
                left.clear();
            } else if (words.starts("reset|set session authorization default|set role none")) {
                left.keySet().removeIf(words::names);
            }
        }
        return left.entrySet().stream()
                .map(entry -> finding(facts, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding finding(StepFacts facts, String setting, Statement statement) {
        boolean seen = facts.all(SessionChanged.class).stream()
                .anyMatch(changed ->
                        changed.phase() == Phase.UP && changed.setting().equalsIgnoreCase(setting));
        return Finding.of(CARD, statement.at())
                .object(setting)
                .evidence("statement", statement.excerpt())
                .evidence("measured", seen)
                .saw("\"" + statement.excerpt() + "\" is still in force when the next step begins.")
                .means("The steps after it run otherwise in one deploy than when each is deployed alone.")
                .instead("SET LOCAL " + setting + " …; or RESET " + setting + "; at the end of the step.");
    }
}
