package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.SecondUp;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a down that holds no statement although the step changes the schema. */
public final class DownEmpty implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "down-empty",
            Category.ROUNDTRIP,
            Severity.WARNING,
            "The way back is an empty file, though the step changes the schema",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(WayBack.class).stream()
                .filter(back -> back.scriptEmpty() && back.outcome() == Outcome.DIFFERS)
                .map(back -> finding(facts, back))
                .toList();
    }

    private static Finding finding(StepFacts facts, WayBack back) {
        boolean labels = Leftover.onlyLabels(back.diff());
        return Finding.of(CARD, Pointer.down(facts, back.diff()))
                .object(Words.foremost(back.diff(), facts.step()))
                .severity(labels || Leftover.emptyByHabit(facts) ? Severity.NOTE : Severity.WARNING)
                .evidence("difference", Words.evidence(back.diff()))
                .saw("The down holds no statement, and after it " + Words.difference(back.diff()) + ".")
                .means("The tool will record the step as taken back while the database still has it" + next(facts)
                        + ".")
                .instead((labels ? "PostgreSQL cannot drop a label: " : "Write the down, or ")
                        + "delete the empty file and say -- lockkeeper:one-way reason=\"…\" in the up.");
    }

    /** What the second up stumbles over is told here where every down is empty, and else by a rule of its own. */
    private static String next(StepFacts facts) {
        return facts.all(SecondUp.class).stream()
                .map(SecondUp::failure)
                .filter(failure -> failure != null && Leftover.emptyByHabit(facts))
                .map(failure ->
                        ", and the next up is refused: " + Words.answer(failure).replaceAll("\\.$", ""))
                .findFirst()
                .orElse("");
    }
}
