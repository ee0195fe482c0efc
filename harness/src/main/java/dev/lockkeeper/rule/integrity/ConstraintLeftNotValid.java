package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Locale;

/** Reports a constraint added NOT VALID that no step of the chain ever validates. */
public final class ConstraintLeftNotValid implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "constraint-left-not-valid",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "A constraint that is never validated",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .added(ObjectKind.CONSTRAINT)
                .filter(added -> "false".equals(added.trait(Trait.VALIDATED)))
                .filter(added -> !validatedLater(facts, added))
                .map(added -> Finding.of(CARD, Pointer.up(facts, added.id().name(), added.table()))
                        .object(added.id().name())
                        .evidence("definition", added.definition())
                        .saw(Words.name(added) + " is NOT VALID, and no later step validates it.")
                        .means("Rows from before the step may break it, and the planner and people believe it holds.")
                        .instead("In a step of its own: ALTER TABLE " + added.table() + " VALIDATE CONSTRAINT "
                                + Gone.lastName(added) + ";"))
                .toList();
    }

    private static boolean validatedLater(StepFacts facts, CatalogObject added) {
        String wanted = "validate constraint " + Gone.lastName(added).replace("\"", "");
        return facts.chain().steps().stream()
                .skip(facts.position() + 1L)
                .map(step -> step.up())
                .filter(Script.class::isInstance)
                .flatMap(up -> ((Script) up).statements().stream())
                .map(statement -> statement
                        .sql()
                        .toLowerCase(Locale.ROOT)
                        .replace("\"", "")
                        .replaceAll("\\s+", " "))
                .anyMatch(sql -> sql.contains(wanted.toLowerCase(Locale.ROOT)));
    }
}
