package dev.lockkeeper.cli;

import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.Trouble;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Lists every step of a chain, and every row of its history, as they stand on a live database. */
@Command(
        name = "history",
        description = {
            "Lists every step as it stands on a live database: applied, pending, edited after it ran, missing,",
            "out of order, skipped, failed. Reads only. Answers 0 when nothing is wrong, else 1."
        })
final class HistoryCommand extends StandingCommand {

    HistoryCommand(Console console) {
        super(console);
    }

    @Override
    Table table(List<History> histories) {
        Table table = new Table("chain", "version", "description", "state", "applied", "note");
        for (History history : histories) {
            for (StepStanding step : history.steps()) {
                table.row(
                        history.chain().name(),
                        step.version(),
                        step.description(),
                        Stream.concat(
                                        Stream.of(step.state().word()),
                                        step.troubles().stream().map(Trouble::word))
                                .collect(Collectors.joining(", ")),
                        step.at().map(Object::toString).orElse(""),
                        String.join("; ", step.notes()));
            }
        }
        return table;
    }
}
