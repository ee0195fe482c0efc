package dev.lockkeeper.cli;

import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.FormatCard;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists every chain format with what we know of its tool. */
@Command(name = "formats", description = "Lists the chain formats and how the tool of each runs its files.")
final class FormatsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ListingOptions listing = new ListingOptions();

    FormatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Table table = new Table("format", "tool", "files", "way back", "transaction", "opt-out", "history");
        for (ChainFormat format : ChainFormats.all()) {
            FormatCard card = format.card();
            table.row(
                    format.id(),
                    card.title(),
                    card.files(),
                    card.down(),
                    card.transaction(),
                    card.optOut(),
                    card.history());
        }
        listing.print(table, console);
        return ExitCode.SAFE.code();
    }
}
