package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Linted;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what SchemaCrawler's linters say since a step, each linter in one finding. */
public final class SchemaLint implements Rule {

    private static final RuleCard CARD = new RuleCard(
                    "schema-lint",
                    Category.DESIGN,
                    Severity.NOTE,
                    "SchemaCrawler's linters find something new",
                    FoundBy.CATALOGUE)
            .off();

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, List<Linted>> byLinter = new TreeMap<>();
        facts.all(Linted.class).forEach(said -> byLinter.computeIfAbsent(said.linter(), any -> new ArrayList<>())
                .add(said));
        return byLinter.values().stream().map(said -> finding(facts, said)).toList();
    }

    private static Finding finding(StepFacts facts, List<Linted> said) {
        Linted first = said.get(0);
        List<String> places = said.stream().map(SchemaLint::place).distinct().toList();
        return Finding.of(CARD, Pointer.up(facts, first.object(), first.table()))
                .object(place(first))
                .evidence("linter", first.linter())
                .evidence("linterSeverity", first.severity())
                .evidence("objects", places)
                .saw("SchemaCrawler's linter " + first.linter() + " says since this step: " + first.message() + ": "
                        + Words.list(places) + ".")
                .means("It weighs this as " + first.severity() + ".")
                .instead("Look at it once; what is meant stays silent from the next step on.");
    }

    private static String place(Linted said) {
        return said.table() == null || said.object().contains(said.table())
                ? said.object()
                : said.table() + " (" + said.object() + ")";
    }
}
