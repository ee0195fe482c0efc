package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports what we can read and the chain's own tool cannot: it would stop, or send what the server refuses. */
public final class RefusedByTool implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "refused-by-tool",
            Category.APPLY_FAILURE,
            Severity.ERROR,
            "The chain's own tool stops at it",
            FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** The same trouble in many files is one finding, at the first of them. */
    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, List<Fact.RefusedByTool>> alike = facts.all(Fact.RefusedByTool.class).stream()
                .collect(Collectors.groupingBy(Fact.RefusedByTool::why, LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream().map(same -> finding(same, facts)).toList();
    }

    private static Finding finding(List<Fact.RefusedByTool> same, StepFacts facts) {
        Fact.RefusedByTool first = same.get(0);
        boolean blocksTheUp = first.at().file().equals(facts.step().file());
        String where = same.size() == 1 ? "" : " (in %d files)".formatted(same.size());
        return Finding.of(CARD, first.at())
                .severity(blocksTheUp ? Severity.ERROR : Severity.WARNING)
                .object(first.at().file())
                .evidence("files", same.stream().map(one -> one.at().toString()).toList())
                .saw("There is %s%s: %s.".formatted(first.what(), where, first.why()))
                .means(
                        blocksTheUp
                                ? "The deploy stops here, although the statements themselves are sound."
                                : "Whoever needs this file finds out only then.")
                .instead("Write it the way the tool takes it, or run the chain with the tool it was written for.");
    }
}
