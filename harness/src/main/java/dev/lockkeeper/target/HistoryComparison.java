package dev.lockkeeper.target;

import dev.lockkeeper.chain.flyway.Flyway;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.target.HistoryReader.Late;
import dev.lockkeeper.target.HistoryReader.Text;
import dev.lockkeeper.target.HistoryRow.Outcome;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.StepStanding.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the rows of a history table against the files of the chain. */
final class HistoryComparison {

    private final HistoryReader reader;
    private final Chain chain;
    private final List<HistoryRow> rows;
    private final Memory memory;
    private final Map<Step, HistoryRow> rowOf = new LinkedHashMap<>();

    HistoryComparison(HistoryReader reader, Chain chain, List<HistoryRow> rows, Memory memory) {
        this.reader = reader;
        this.chain = chain;
        this.rows = rows;
        this.memory = memory;
        for (HistoryRow row : rows) {
            chain.steps().stream()
                    .filter(step -> reader.names(row, step, chain))
                    .forEach(step -> rowOf.put(step, row));
        }
    }

    History history(Optional<HistoryTable> table) {
        List<StepStanding> steps = new ArrayList<>();
        for (Step step : chain.steps()) {
            HistoryRow row = rowOf.get(step);
            if (row == null || row.outcome() == Outcome.UNDONE) {
                steps.add(unapplied(step, row));
            } else {
                steps.add(known(step, row));
            }
        }
        rows.stream().filter(row -> !rowOf.containsValue(row)).forEach(row -> missing(row, steps));
        forgotten()
                .forEach(version -> steps.add(new StepStanding(
                        Optional.empty(),
                        version,
                        "",
                        State.MISSING,
                        Set.of(),
                        Optional.empty(),
                        List.of("it was remembered as run, and the chain has no such file"))));
        return new History(chain, reader.tool(), table, steps, ran(steps));
    }

    /** Where one row stands for all before it, only what is remembered tells that one of those lost its file. */
    private List<String> forgotten() {
        if (!reader.infers() || rows.isEmpty()) {
            return List.of();
        }
        String newest = rows.get(rows.size() - 1).key();
        return memory.versions(chain.name()).stream()
                .filter(version -> Flyway.compareVersions(version, newest) <= 0)
                .filter(version -> chain.steps().stream().noneMatch(step -> same(step.version(), version)))
                .filter(version -> rows.stream().noneMatch(row -> same(row.key(), version)))
                .toList();
    }

    private static boolean same(String one, String other) {
        return Flyway.compareVersions(one, other) == 0;
    }

    private StepStanding known(Step step, HistoryRow row) {
        List<String> notes = new ArrayList<>();
        Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        if (row.outcome() == Outcome.FAILED) {
            notes.add("it began and did not end well"
                    + Optional.ofNullable(row.detail())
                            .map(why -> " (" + why + ")")
                            .orElse(""));
            return standing(step, row, State.FAILED, troubles, notes);
        }
        if (row.outcome() == Outcome.BASELINE && step.kind() == StepKind.VERSIONED) {
            return standing(step, row, State.BELOW_BASELINE, troubles, notes);
        }
        Optional<Step> passed = passedBy(step);
        if (passed.isPresent()) {
            notes.add("the file came after " + passed.get().version() + " had run, and " + reader.tool()
                    + " never runs what is below the version it stands at");
            return standing(step, null, State.SKIPPED, Set.of(Trouble.OUT_OF_ORDER), notes);
        }
        Text text = text(step, row, notes);
        if (text == Text.EDITED && step.kind() == StepKind.REPEATABLE) {
            return standing(step, row, State.PENDING, troubles, List.of("its text changed, so it runs again"));
        }
        if (text == Text.EDITED) {
            troubles.add(Trouble.EDITED);
        }
        return standing(step, row, State.APPLIED, troubles, notes);
    }

    /** A later step that was remembered as applied when this one was not there yet. */
    private Optional<Step> passedBy(Step step) {
        if (!reader.infers() || memory.digest(chain.name(), step.version()).isPresent()) {
            return Optional.empty();
        }
        return chain
                .steps()
                .subList(chain.steps().indexOf(step) + 1, chain.steps().size())
                .stream()
                .filter(later -> memory.digest(chain.name(), later.version()).isPresent())
                .findFirst();
    }

    /** The tool's checksum is asked first; where there is none, what we remember of the file. */
    private Text text(Step step, HistoryRow row, List<String> notes) {
        Text text = reader.compare(row, step, chain);
        Optional<String> remembered = memory.digest(chain.name(), step.version());
        if (text == Text.UNKNOWN && remembered.isPresent()) {
            boolean same = remembered.get().equals(step.checksum());
            if (!same) {
                notes.add("the file is not the one that was remembered when it had run");
            }
            return same ? Text.SAME : Text.EDITED;
        }
        switch (text) {
            case EDITED ->
                notes.add("the file is not the one that was run: " + reader.tool() + "'s checksum of it differs");
            case LINE_ENDS -> notes.add("only line ends or a byte order mark differ from the file that was run");
            case SAME, UNKNOWN -> {}
        }
        return text;
    }

    private StepStanding unapplied(Step step, @org.jspecify.annotations.Nullable HistoryRow row) {
        List<String> notes = new ArrayList<>();
        if (row != null && row.detail() != null) {
            notes.add(row.detail());
        }
        if (isBelowBaseline(step)) {
            return standing(step, null, State.BELOW_BASELINE, Set.of(), notes);
        }
        if (step.kind() == StepKind.BASELINE && !rows.isEmpty()) {
            notes.add("a baseline runs only where nothing has run before");
            return standing(step, null, State.BELOW_BASELINE, Set.of(), notes);
        }
        Optional<String> never = reader.neverRuns(step, chain, rows);
        if (never.isPresent()) {
            notes.add(never.get());
            return standing(step, null, State.SKIPPED, Set.of(), notes);
        }
        Optional<Step> later = later(step);
        if (later.isEmpty() || step.kind() == StepKind.REPEATABLE) {
            return standing(step, null, State.PENDING, Set.of(), notes);
        }
        Late late = reader.late(chain);
        notes.add(later.get().version() + " has run before it; " + reader.tool()
                + switch (late) {
                    case RUNS -> " runs it all the same";
                    case REFUSED -> " refuses that unless told otherwise";
                    case SKIPPED -> " never runs it here";
                });
        return standing(
                step, null, late == Late.SKIPPED ? State.SKIPPED : State.PENDING, Set.of(Trouble.OUT_OF_ORDER), notes);
    }

    private boolean isBelowBaseline(Step step) {
        return step.kind() == StepKind.VERSIONED
                && rows.stream()
                        .filter(row -> row.outcome() == Outcome.BASELINE)
                        .anyMatch(row -> Flyway.compareVersions(step.version(), row.key()) <= 0);
    }

    private Optional<Step> later(Step step) {
        int at = chain.steps().indexOf(step);
        return chain.steps().subList(at + 1, chain.steps().size()).stream()
                .filter(other -> other.kind() == StepKind.VERSIONED)
                .filter(other -> {
                    HistoryRow row = rowOf.get(other);
                    return row != null && row.outcome() == Outcome.APPLIED;
                })
                .findFirst();
    }

    private void missing(HistoryRow row, List<StepStanding> steps) {
        boolean expected = row.outcome() == Outcome.UNDONE || row.outcome() == Outcome.BASELINE;
        if (expected) {
            return;
        }
        State state = row.outcome() == Outcome.FAILED ? State.FAILED : State.MISSING;
        List<String> notes = new ArrayList<>();
        notes.add("the history names it, and the chain has no such file");
        if (row.detail() != null) {
            notes.add(row.detail());
        }
        steps.add(new StepStanding(
                Optional.empty(), row.key(), row.description(), state, Set.of(), Optional.ofNullable(row.at()), notes));
    }

    private static StepStanding standing(
            Step step,
            @org.jspecify.annotations.Nullable HistoryRow row,
            State state,
            Set<Trouble> troubles,
            List<String> notes) {
        Optional<Instant> at = Optional.ofNullable(row).map(HistoryRow::at);
        return new StepStanding(Optional.of(step), step.version(), step.description(), state, troubles, at, notes);
    }

    /** Applied steps as they ran, since a late one may have met another schema than its place in the chain says. */
    private List<Step> ran(List<StepStanding> standings) {
        List<Step> applied = standings.stream()
                .filter(one -> one.state() == State.APPLIED
                        || one.state() == State.BELOW_BASELINE
                        || (one.state() == State.PENDING && one.at().isPresent()))
                .flatMap(one -> one.step().stream())
                .filter(step -> step.kind() != StepKind.BASELINE || rowOf.containsKey(step))
                .toList();
        List<Step> ran = new ArrayList<>(
                applied.stream().filter(step -> !rowOf.containsKey(step)).toList());
        rowOf.forEach((step, row) -> {
            if (applied.contains(step) && !ran.contains(step)) {
                ran.add(step);
            }
        });
        return ran;
    }
}
