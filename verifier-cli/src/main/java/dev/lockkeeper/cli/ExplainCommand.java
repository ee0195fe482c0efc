package dev.lockkeeper.cli;

import dev.lockkeeper.config.Suggestion;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.RulePage;
import dev.lockkeeper.rule.Rules;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the page of one rule. */
@Command(
        name = "explain",
        description = "Explains a rule: what it saw, what that does to users, what to write instead.")
final class ExplainCommand implements Callable<Integer> {

    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");

    private final Console console;

    @Parameters(paramLabel = "RULE", description = "id of a rule, as in lockkeeper rules")
    private String id = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Rule rule = Rules.find(id).orElseThrow(() -> unknown(id));
        RulePage page = RulePage.of(rule);
        print(page.text().replaceFirst("\\A# .*\\n+", heading(rule.card()) + "\n\n"));
        example("refused", page.bad());
        example("fine", page.good());
        return ExitCode.SAFE.code();
    }

    private String heading(RuleCard card) {
        String severity = card.on() ? card.severity().id() : "off unless switched on";
        return "**" + card.id() + "**: " + card.title() + " (" + card.category().id() + ", " + severity + ")";
    }

    private void example(String kind, String sql) {
        if (!sql.isBlank()) {
            print("**Example, " + kind + ".**\n\n" + sql.strip().indent(4));
        }
    }

    private void print(String markdown) {
        String bold = console.colour() ? "\u001B[1m$1\u001B[0m" : "$1";
        console.out().println(BOLD.matcher(markdown.stripTrailing()).replaceAll(bold));
        console.out().println();
    }

    private static LockkeeperException unknown(String id) {
        List<String> ids = Rules.all().stream().map(rule -> rule.card().id()).toList();
        return LockkeeperException.because("There is no rule \"" + id + "\"" + Suggestion.asQuestion(id, ids))
                .tryThis("lockkeeper rules");
    }
}
