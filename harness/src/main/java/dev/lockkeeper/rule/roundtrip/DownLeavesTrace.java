package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.SecondUp;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a schema that is not the one before the step, once its down has run. */
public final class DownLeavesTrace implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "down-leaves-trace",
            Category.ROUNDTRIP,
            Severity.ERROR,
            "The way back does not restore the schema",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(WayBack.class).stream()
                .filter(back -> back.outcome() == Outcome.DIFFERS && !back.scriptEmpty())
                .map(back -> finding(facts, back.diff()))
                .toList();
    }

    private static Finding finding(StepFacts facts, CatalogDiff left) {
        Severity severity = weight(facts, left);
        return Finding.of(CARD, Pointer.down(facts, left))
                .object(Words.foremost(left, facts.step()))
                .severity(severity)
                .evidence("difference", Words.evidence(left))
                .saw("After up and down, " + Words.difference(left) + ".")
                .means(
                        severity == Severity.NOTE
                                ? "PostgreSQL has no statement that takes this back, and the next up copes with it."
                                : "After a rollback the previous release runs on a schema it was never tested with.")
                .instead(advice(left));
    }

    private static Severity weight(StepFacts facts, CatalogDiff left) {
        boolean upCopes = facts.first(SecondUp.class)
                .filter(again -> again.outcome() == Outcome.SAME)
                .isPresent();
        if (upCopes && onlyWhatCannotBeTakenBack(left)) {
            return Severity.NOTE;
        }
        return onlyWords(left) ? Severity.WARNING : Severity.ERROR;
    }

    /** Enum labels cannot be dropped, and an extension made IF NOT EXISTS may be somebody else's by now. */
    private static boolean onlyWhatCannotBeTakenBack(CatalogDiff left) {
        return left.removed().isEmpty()
                && left.added().stream().allMatch(DownLeavesTrace::isExtensionOrItsComment)
                && left.changed().stream().allMatch(DownLeavesTrace::gainedLabels);
    }

    private static boolean isExtensionOrItsComment(CatalogObject object) {
        ObjectKind kind = object.id().kind();
        return kind == ObjectKind.EXTENSION
                || (kind == ObjectKind.COMMENT && object.id().name().startsWith("extension "));
    }

    private static boolean gainedLabels(Change change) {
        String before = change.before().trait(Trait.LABELS);
        String after = change.after().trait(Trait.LABELS);
        return change.id().kind() == ObjectKind.ENUM
                && before != null
                && after != null
                && List.of(after.split(",")).containsAll(List.of(before.split(",")));
    }

    private static boolean onlyWords(CatalogDiff left) {
        return left.removed().stream().allMatch(DownLeavesTrace::isComment)
                && left.added().stream().allMatch(DownLeavesTrace::isComment)
                && left.changed().stream().allMatch(change -> isComment(change.after()));
    }

    private static boolean isComment(CatalogObject object) {
        return object.id().kind() == ObjectKind.COMMENT;
    }

    private static String advice(CatalogDiff left) {
        if (!left.removed().isEmpty()) {
            return "Recreate " + Words.name(left.removed().get(0)) + " in the down: "
                    + left.removed().get(0).definition().lines().findFirst().orElse("") + ".";
        }
        if (!left.changed().isEmpty()) {
            Change change = left.changed().get(0);
            return "Set " + Words.name(change.after()) + " back to: "
                    + change.before().definition().lines().findFirst().orElse("") + ".";
        }
        return "Drop " + Words.name(left.added().get(0)) + " in the down.";
    }
}
