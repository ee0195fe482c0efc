package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Works;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports names that the server cut because they are longer than it keeps. */
public final class IdentifierTooLong implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "identifier-too-long", Category.ENVIRONMENT, Severity.WARNING, "A name was cut", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern NAMES = Pattern.compile("\"([^\"]+)\"[^\"]*\"([^\"]+)\"");

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        Works.traces(facts).forEach(trace -> trace.notices().stream()
                .filter(notice -> notice.sqlState().equals("42622") && told.add(notice.text()))
                .forEach(notice -> findings.add(finding(trace.statement(), notice.text()))));
        return findings;
    }

    private static Finding finding(Statement statement, String text) {
        Matcher names = NAMES.matcher(text);
        String kept = names.find() ? names.group(2) : "";
        return Finding.of(CARD, statement.at())
                .object(kept.isEmpty() ? null : kept)
                .saw("The server cut a name: " + text + ".")
                .means(
                        "Whoever asks for the whole name in the catalogue finds nothing, and two long names may become one.")
                .instead("Choose a name of at most 63 bytes.");
    }
}
