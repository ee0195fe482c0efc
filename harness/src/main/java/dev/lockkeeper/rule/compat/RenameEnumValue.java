package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
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
import java.util.Optional;

/** Reports a label that an enum had before and has no more, while another took its place. */
public final class RenameEnumValue implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rename-enum-value",
            Category.COMPAT,
            Severity.WARNING,
            "Renames a label of an enum that running code may use",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .changed(ObjectKind.ENUM)
                .filter(change ->
                        labels(change.before()).size() == labels(change.after()).size())
                .flatMap(change -> labels(change.before()).stream()
                        .filter(label -> !labels(change.after()).contains(label))
                        .map(label -> finding(facts, change.after(), label)))
                .toList();
    }

    private static List<String> labels(CatalogObject type) {
        return List.of(String.valueOf(type.trait(Trait.LABELS)).split(","));
    }

    private static Finding finding(StepFacts facts, CatalogObject type, String label) {
        String name = type.id().name();
        Optional<OldReleaseBroken> broken = Breakage.missing(facts, label);
        Finding.Builder builder =
                Finding.of(CARD, Pointer.up(facts, label, name)).object(name).evidence("label", label);
        return Breakage.weigh(builder, broken, Severity.WARNING)
                .saw("The label '" + label + "' of " + name + " has another name after the step."
                        + Breakage.seen(broken))
                .means("Running code that writes or compares '" + label
                        + "' is refused, and what it reads is a word it does not" + " know.")
                .instead("Add the new label, move the rows and the code over, and leave the old one unused.");
    }
}
