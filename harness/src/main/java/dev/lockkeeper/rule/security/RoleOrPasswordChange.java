package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;

/** Reports statements that make or change roles, above all those with a password. */
public final class RoleOrPasswordChange implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "role-or-password-change",
            Category.SECURITY,
            Severity.WARNING,
            "Roles or passwords in a migration",
            FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.up().statements().stream()
                .filter(statement -> SqlWords.of(statement).has("(create|alter) (role|user|group)")
                        && !SqlWords.of(statement).has("user mapping"))
                .map(RoleOrPasswordChange::finding)
                .toList();
    }

    private static Finding finding(Statement statement) {
        SqlWords words = SqlWords.of(statement);
        boolean password = words.has("password") && !words.has("password null");
        return Finding.of(CARD, statement.at())
                .severity(password ? Severity.ERROR : Severity.NOTE)
                .saw(password ? "The step sets a role's password." : "The step makes or changes a role.")
                .means(
                        password
                                ? "The password stands in the repository and in the server's log, and is the same on every stage."
                                : "Roles belong to the whole server, not to this database: on the next database of the same server"
                                        + " the step finds them there already.")
                .instead(
                        password
                                ? "Leave passwords to the platform or a secret store, and change this one now."
                                : "Make roles where the server is set up, and only grant to them here.");
    }
}
