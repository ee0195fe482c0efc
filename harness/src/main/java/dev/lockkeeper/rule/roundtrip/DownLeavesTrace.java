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
        return Finding.of(CARD, Pointer.down(facts, left))
                .object(Words.foremost(left, facts.step()))
                .severity(weight(left))
                .evidence("difference", Words.evidence(left))
                .saw("After up and down, " + Words.difference(left) + ".")
                .means(means(facts, left))
                .instead(advice(left));
    }

    /** Where the next up stumbles over a label that stays, second-up-differs says so. */
    private static Severity weight(CatalogDiff left) {
        if (Leftover.cannotBeTakenBack(left) || Leftover.onlyText(left)) {
            return Severity.NOTE;
        }
        return onlyWords(left) ? Severity.WARNING : Severity.ERROR;
    }

    private static String means(StepFacts facts, CatalogDiff left) {
        if (Leftover.onlyText(left)) {
            return "It does the same as before; only comments and blanks in its text are others.";
        }
        if (!Leftover.cannotBeTakenBack(left)) {
            return "After a rollback the previous release runs on a schema it was never tested with.";
        }
        boolean upCopes = facts.first(SecondUp.class)
                .filter(again -> again.outcome() == Outcome.SAME)
                .isPresent();
        return "PostgreSQL has no statement that takes this back"
                + (upCopes ? ", and the next up copes with it." : "; the next up has to cope with it.");
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
        if (Leftover.onlyText(left)) {
            return "Nothing, or give the down the text as it was.";
        }
        if (Leftover.cannotBeTakenBack(left)) {
            return "IF NOT EXISTS in the up, so that it can run again: ALTER TYPE … ADD VALUE IF NOT EXISTS …, CREATE EXTENSION IF NOT EXISTS ….";
        }
        if (!left.removed().isEmpty()) {
            CatalogObject gone = left.removed().get(0);
            return "Recreate " + Words.name(gone) + " in the down" + as(gone);
        }
        if (!left.changed().isEmpty()) {
            Change change = left.changed().get(0);
            return "Set " + Words.name(change.after()) + " back in the down" + as(change.before());
        }
        return "Drop " + Words.name(left.added().get(0)) + " in the down.";
    }

    /** A definition of one line says it all; of a longer one the evidence does. */
    private static String as(CatalogObject object) {
        return object.definition().contains("\n") || object.definition().startsWith("owner ")
                ? ", as the evidence shows it."
                : ": " + object.definition() + ".";
    }
}
