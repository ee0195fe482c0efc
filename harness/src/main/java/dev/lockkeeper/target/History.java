package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.StepStanding.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a chain stands on the target: its steps, and what the target's history table says of each.
 *
 * @param tool as people call it
 * @param table where it keeps its history; empty when there is no such table, so that nothing has run
 * @param steps in the order of the chain, then those that only the table knows
 * @param ran the applied steps that the chain has, in the order in which they ran where that is known
 */
public record History(
        Chain chain, String tool, Optional<HistoryTable> table, List<StepStanding> steps, List<Step> ran) {

    public History {
        steps = List.copyOf(steps);
        ran = List.copyOf(ran);
    }

    /** Reads the history of a chain; the place is one that the configuration names, or where the tool looks. */
    public static History read(Target target, Chain chain, Optional<HistoryTable> place, Memory memory) {
        HistoryReader reader = Histories.of(chain).orElseThrow(() -> LockkeeperException.because(
                        "The history of a chain in the format " + chain.format() + " cannot be read yet.")
                .tryThis("lockkeeper formats, which lists the tables that can"));
        return target.ask("Could not read the history of " + chain.name() + " on " + target.name() + ".", session -> {
            Optional<HistoryTable> table = find(session, reader, chain, place);
            List<HistoryRow> rows = table.isEmpty() ? List.of() : reader.read(session, table.get(), chain);
            return new HistoryComparison(reader, chain, rows, memory).history(table);
        });
    }

    private static Optional<HistoryTable> find(
            Connection session, HistoryReader reader, Chain chain, Optional<HistoryTable> place) throws SQLException {
        List<HistoryTable> places = place.map(List::of).orElseGet(() -> reader.places(chain));
        List<HistoryTable> others = new ArrayList<>();
        for (HistoryTable table : places) {
            var columns = Rows.columns(session, table);
            boolean anothers = reader instanceof NamedVersions named
                    && named.others().stream().anyMatch(columns::contains);
            if (!anothers && columns.containsAll(reader.columns())) {
                return Optional.of(table);
            }
            if (!columns.isEmpty()) {
                others.add(table);
            }
        }
        if (!others.isEmpty()) {
            throw LockkeeperException.because("The table " + others.get(0) + " is not the history of " + reader.tool()
                            + ": it lacks columns, or has those of another tool.")
                    .tryThis("name the format of the chain, or the table with history: under the chain in"
                            + " lockkeeper.yml");
        }
        if (place.isPresent()) {
            throw LockkeeperException.because("There is no table " + place.get() + " on the target, which"
                            + " lockkeeper.yml names as the history of " + chain.name() + ".")
                    .tryThis("check history: under the chain");
        }
        return Optional.empty();
    }

    public Stream<StepStanding> in(State state) {
        return steps.stream().filter(step -> step.state() == state);
    }

    /** The steps that will run next time, in the chain's order. */
    public List<Step> pending() {
        return in(State.PENDING).flatMap(step -> step.step().stream()).toList();
    }

    /** The version the target stands at: the newest applied step of the chain; empty before the first. */
    public Optional<String> version() {
        return steps.stream()
                .filter(step -> step.state() == State.APPLIED && step.step().isPresent())
                .reduce((one, later) -> later)
                .map(StepStanding::version);
    }

    public boolean isTroubled() {
        return steps.stream().anyMatch(StepStanding::isTroubled);
    }
}
