package dev.lockkeeper.cli;

import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.State;
import java.util.List;
import picocli.CommandLine.Command;

/** Says at which version a live database stands, chain by chain. */
@Command(
        name = "status",
        description = {
            "Says at which version a live database stands, chain by chain. Reads only.",
            "Answers 0 when nothing is wrong with a history, else 1; steps that are pending are nothing wrong."
        })
final class StatusCommand extends StandingCommand {

    StatusCommand(Console console) {
        super(console);
    }

    @Override
    Table table(List<History> histories) {
        Table table = new Table("chain", "tool", "version", "applied", "pending", "trouble", "history");
        for (History history : histories) {
            table.row(
                    history.chain().name(),
                    history.tool(),
                    history.version().orElse("–"),
                    String.valueOf(history.in(State.APPLIED).count()),
                    String.valueOf(history.in(State.PENDING).count()),
                    String.valueOf(history.steps().stream()
                            .filter(StepStanding::isTroubled)
                            .count()),
                    history.table().map(Object::toString).orElse("no table: nothing has run"));
        }
        return table;
    }
}
