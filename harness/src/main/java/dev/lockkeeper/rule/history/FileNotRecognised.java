package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.FileIgnored;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a file that lies among the steps and that the tool passes over. */
public final class FileNotRecognised implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "file-not-recognised", Category.HISTORY, Severity.WARNING, "A file the tool will never run", FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(FileIgnored.class).stream()
                .map(ignored -> Finding.of(CARD, ignored.at())
                        .object(ignored.at().file())
                        .saw(ignored.why())
                        .means("Whoever wrote this file believes it was applied, and nothing will say otherwise.")
                        .instead("Give it a name the tool knows, or move it out of the folder."))
                .toList();
    }
}
