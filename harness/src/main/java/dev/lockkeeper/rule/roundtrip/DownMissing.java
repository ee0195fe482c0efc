package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a step that has no way back at all, in a chain whose other steps have one. */
public final class DownMissing implements Rule {

    private static final RuleCard CARD =
            new RuleCard("down-missing", Category.ROUNDTRIP, Severity.WARNING, "Has no way back", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        if (!toBeTold(facts)) {
            return List.of();
        }
        boolean habit = !chainHasWaysBack(facts);
        if (habit && facts.earlier().stream().anyMatch(DownMissing::toBeTold)) {
            return List.of();
        }
        return List.of(Finding.of(CARD, Pointer.up(facts))
                .object(facts.step().version())
                .severity(habit ? Severity.NOTE : Severity.WARNING)
                .saw(
                        habit
                                ? "No step of the chain has a down, from this one on."
                                : "The step changes the database and has no down.")
                .means("After a bad release the database can only be restored from a backup.")
                .instead("Write the down, or say that there is none: -- lockkeeper:one-way reason=\"…\""));
    }

    private static boolean toBeTold(StepFacts facts) {
        boolean missing = facts.step().kind() == StepKind.VERSIONED
                && facts.first(WayBack.class)
                        .filter(back -> back.outcome() == Outcome.MISSING)
                        .isPresent();
        return missing && !(facts.change().isEmpty() && touchedNoRow(facts));
    }

    private static boolean touchedNoRow(StepFacts facts) {
        return facts.all(dev.lockkeeper.model.StatementTrace.class).stream()
                .allMatch(trace -> trace.touched().isEmpty());
    }

    /** Where a chain has no way back anywhere that is its owners' choice, and a reason for one note at the first step. */
    private static boolean chainHasWaysBack(StepFacts facts) {
        return facts.chain().steps().stream().anyMatch(step -> step.down() instanceof Down.Written);
    }
}
