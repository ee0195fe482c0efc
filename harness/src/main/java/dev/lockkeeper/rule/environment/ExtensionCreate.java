package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.ExtensionMade;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.ExtensionMissing;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Says of each extension that a step makes who may make it. */
public final class ExtensionCreate implements Rule {

    private static final RuleCard CARD =
            new RuleCard("extension-create", Category.ENVIRONMENT, Severity.NOTE, "Makes an extension", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(ExtensionMade.class).stream()
                .filter(made -> facts.all(ExtensionMissing.class).stream()
                        .noneMatch(missing -> missing.extension().equals(made.extension())))
                .map(made -> finding(facts, made))
                .toList();
    }

    private static Finding finding(StepFacts facts, ExtensionMade made) {
        boolean forbidden = made.superuser() && !made.trusted();
        return Finding.of(CARD, Pointer.saying(facts, "create extension", made.extension()))
                .object(made.extension())
                .evidence("trusted", made.trusted())
                .evidence("superuser", made.superuser())
                .saw("The step makes the extension " + made.extension() + ", which this server "
                        + (forbidden
                                ? "lets only a superuser make."
                                : made.trusted()
                                        ? "marks as trusted, so that no superuser is needed."
                                        : "lets others than a superuser make."))
                .means(
                        forbidden
                                ? "It passes here; a role that is no superuser is refused with 42501 where the hosting service"
                                        + " has not allowed the extension."
                                : "The role that migrates needs the right to create in the database, and the server has to"
                                        + " have the extension's files.")
                .instead(
                        forbidden
                                ? "Have " + made.extension()
                                        + " made once by a superuser before the deploy; CREATE EXTENSION IF NOT EXISTS then passes"
                                        + " for any role."
                                : "lockkeeper check asks the live database for both.");
    }
}
