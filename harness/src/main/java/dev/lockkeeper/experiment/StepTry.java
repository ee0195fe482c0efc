package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A step tried in labs on the rows that are there: up, down and up again, and what else is asked of it. */
final class StepTry {

    /**
     * What the steps before left behind.
     *
     * @param version of the last one
     * @param probes statements that the application of that version runs
     * @param droppedKeys foreign keys that are no more
     */
    record Earlier(String version, List<Statement> probes, List<ImpliedKey> droppedKeys) {}

    private final Stage stage;
    private final StageRows rows;
    private final CleanStages cleanStages;
    private final Step step;
    private final Script up;
    private final Optional<Script> down;
    private final boolean wayBackIsKnown;
    private final Earlier earlier;
    private final CatalogState before;

    /** @param wayBackIsKnown whether it was seen already that it leads nowhere */
    StepTry(
            Stage stage,
            StageRows rows,
            CleanStages cleanStages,
            Step step,
            Script up,
            Optional<Script> down,
            boolean wayBackIsKnown,
            Earlier earlier,
            CatalogState before) {
        this.stage = stage;
        this.rows = rows;
        this.cleanStages = cleanStages;
        this.step = step;
        this.up = up;
        this.down = down;
        this.wayBackIsKnown = wayBackIsKnown;
        this.earlier = earlier;
        this.before = before;
    }

    Trial run() throws SQLException {
        Trial trial = tryOnRows();
        Failure failure = trial.wayBackRefusal();
        if (failure != null && rows.mayBeToBlameFor(failure)) {
            List<Fact> clean = cleanStages.wayBackOf(up, step.down(), down, failure);
            if (!clean.isEmpty()) {
                trial.putRoundTrip(clean);
            }
        }
        return trial;
    }

    private Trial tryOnRows() throws SQLException {
        boolean fits = TransactionWords.fitsInTransaction(up)
                && down.map(TransactionWords::fitsInTransaction).orElse(true);
        if (fits) {
            Trial trial;
            try (Lab lab = new TransactionLab(stage)) {
                trial = tryIn(lab);
            }
            if (!trial.mayBeTheTransaction()) {
                return piecemeal(trial);
            }
        }
        try (Lab lab = new CloneLab(stage, before)) {
            return tryIn(lab);
        }
    }

    /** In a transaction of ours locks pile up that the tool lets go of after each statement. */
    private Trial piecemeal(Trial trial) throws SQLException {
        if (up.grouping() == Grouping.AUTOCOMMIT && trial.locksLingered()) {
            try (Lab copy = new CloneLab(stage, before)) {
                trial.retrace(copy.run(up, Direction.UP, Phase.UP, true).traces());
            }
        }
        return trial;
    }

    private Trial tryIn(Lab lab) throws SQLException {
        Trial trial = new Trial(lab, before);
        Set<Statement> onlyPlanned = earlier.probes().isEmpty()
                ? Set.of()
                : new OldRelease(lab).mustWork(earlier.probes(), earlier.version(), rows);
        lab.mark();
        ScriptRun run = lab.run(up, Direction.UP, Phase.UP, true);
        trial.ran(run, up.grouping() == Grouping.AUTOCOMMIT);
        if (!run.ok()) {
            return trial;
        }
        CatalogState now = lab.schema(before);
        CatalogDiff change = CatalogDiffs.between(before.snapshot(), now.snapshot());
        trial.add(new Fact.SchemaChanged(change));
        if (!earlier.probes().isEmpty()) {
            trial.addAll(new OldRelease(lab).observe(earlier.probes(), onlyPlanned));
        }
        if (!wayBackIsKnown) {
            trial.addRoundTrip(new RoundTrip(up, step.down(), down).observe(lab, before, now));
        }
        if (!trial.mayBeTheTransaction()) {
            onRows(lab, trial, now, change, run.traces());
        }
        return trial;
    }

    private void onRows(Lab lab, Trial trial, CatalogState now, CatalogDiff change, List<StatementTrace> traces)
            throws SQLException {
        Optional<Script> back = trial.cameBack() ? down : Optional.empty();
        lab.rewind();
        trial.addAll(new DataTrial(lab, up, back, rows.origins(), before, now, change, traces).observe());
        trial.addAll(new StepOver(lab, before).observe(traces));
        if (stage.role().isPresent()) {
            lab.rewind();
            trial.addAll(new RowSecurityLook(lab, up, stage.role().get(), before).observe(traces));
        }
        lab.rewind();
        trial.addAll(new IntegrityTrial(lab, up, before.snapshot(), now.snapshot(), change, traces)
                .observe(trial.tables(), rows, earlier.droppedKeys()));
        if (back.isPresent()) {
            lab.rewind();
            afterWrites(lab, back.get(), change).ifPresent(trial::add);
        }
    }

    /** The way back once the new release has written rows: the user's of this version, and then rows of ours. */
    private Optional<Fact> afterWrites(Lab lab, Script back, CatalogDiff change) throws SQLException {
        if (rows.has(step.version())) {
            Optional<Fact> refused =
                    afterWrites(lab, back, Population.FIXTURE, session -> rows.loadInside(session, step.version()));
            if (refused.isPresent()) {
                return refused;
            }
            lab.rewind();
        }
        Set<String> freer = Liberties.tables(change, before.snapshot());
        return freer.isEmpty()
                ? Optional.empty()
                : afterWrites(lab, back, Population.PLAIN, session -> rows.asNewRelease(session, before, freer));
    }

    /** Writes rows into a session; false when none could be written. */
    private interface Writing {
        boolean into(Connection session) throws SQLException;
    }

    private Optional<Fact> afterWrites(Lab lab, Script back, Population whose, Writing writing) throws SQLException {
        if (!lab.run(up, Direction.UP, Phase.UP, false).ok() || !writing.into(lab.connection())) {
            return Optional.empty();
        }
        ScriptRun run = lab.run(back, Direction.DOWN, Phase.DOWN_AFTER_WRITES, false);
        return run.refused()
                .filter(failure -> whose == Population.FIXTURE || failure.mayBeAboutRows())
                .map(failure -> new Fact.Refused(Phase.DOWN_AFTER_WRITES, failure, whose, null, CatalogDiff.none()));
    }
}
