package dev.lockkeeper.cli;

import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Rules;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists every rule with what it weighs when nobody says otherwise. */
@Command(name = "rules", description = "Lists the rules: id, category, default severity, how each is found.")
final class RulesCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ListingOptions listing = new ListingOptions();

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Table table = new Table("rule", "category", "severity", "found by", "title");
        for (Rule rule : Rules.all()) {
            RuleCard card = rule.card();
            table.row(
                    card.id(),
                    card.category().id(),
                    card.on() ? card.severity().id() : "off",
                    card.foundBy().name().toLowerCase(Locale.ROOT),
                    card.title());
        }
        listing.print(table, console);
        return ExitCode.SAFE.code();
    }
}
