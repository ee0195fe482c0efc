package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Script;
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
                .map(back -> Finding.of(CARD, Pointer.down(facts, back.diff()))
                        .object(Words.foremost(back.diff(), facts.step()))
                        .severity(emptyByHabit(facts) ? Severity.NOTE : Severity.WARNING)
                        .evidence("difference", Words.evidence(back.diff()))
                        .saw("The down holds no statement, and after it " + Words.difference(back.diff()) + ".")
                        .means("The tool will record the step as taken back while the database still has it.")
                        .instead("Write the down, or delete the empty file and say"
                                + " -- lockkeeper:one-way reason=\"…\" in the up."))
                .toList();
    }

    /** Some projects leave every down empty on purpose; saying so at each step would bury the rest. */
    private static boolean emptyByHabit(StepFacts facts) {
        List<Script> downs = facts.chain().steps().stream()
                .map(step -> step.down() instanceof Down.Written written ? written.source() : null)
                .filter(Script.class::isInstance)
                .map(Script.class::cast)
                .toList();
        return downs.stream().filter(Script::isEmpty).count() * 2 > downs.size() && downs.size() > 2;
    }
}
