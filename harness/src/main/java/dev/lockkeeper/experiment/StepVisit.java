package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.ChainDriver.StepProgramFailed;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Program;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.Unreadable;
import dev.lockkeeper.rows.DataPicture;
import dev.lockkeeper.rows.Preflights;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One step in hand: tries it in a lab, and then moves the stage on for real. */
final class StepVisit {

    /** How the visit ended for the walk. */
    enum End {
        /** The stage stands behind the step. */
        APPLIED,
        /** The server refused the step; nothing after it can be seen. */
        REFUSED,
        /** The step could not be run at all; later ones may miss it. */
        UNSEEN
    }

    private static final Pattern WORD = Pattern.compile("\\w+");

    private final Stage stage;
    private final StageRows rows;
    private final CleanStages cleanStages;
    private final Chain chain;
    private final Step step;
    private final List<Statement> probes;
    private final String previousVersion;
    private final List<ImpliedKey> droppedKeys;
    private final boolean afterUnseen;
    private CatalogState before;
    private final List<Fact> facts = new ArrayList<>();
    private Script up;
    private Optional<Script> down = Optional.empty();
    private CatalogState after;
    private End end = End.UNSEEN;
    /** Tables that rows of ours were taken out of, so that the step could be seen. */
    private final Set<String> thinned = new TreeSet<>();

    /**
     * @param droppedKeys foreign keys that earlier steps dropped
     * @param afterUnseen whether an earlier step could not be run, so that a refusal may be its doing
     */
    StepVisit(
            Stage stage,
            StageRows rows,
            CleanStages cleanStages,
            Chain chain,
            Step step,
            String previousVersion,
            List<ImpliedKey> droppedKeys,
            boolean afterUnseen,
            CatalogState before) {
        this.stage = stage;
        this.rows = rows;
        this.cleanStages = cleanStages;
        this.chain = chain;
        this.step = step;
        this.previousVersion = previousVersion;
        this.probes = rows.probes(previousVersion);
        this.droppedKeys = droppedKeys;
        this.afterUnseen = afterUnseen;
        this.before = before;
        this.after = before;
        this.up = new Script(List.of(), Grouping.TRANSACTION, step.up().at());
    }

    /** @param rehearse whether the step is also run beside others */
    void run(boolean rehearse) throws SQLException {
        if (!readScripts()) {
            return;
        }
        if (!chain.oneSession()) {
            stage.freshSession();
        }
        Trial trial = withoutRowsInTheWay(tryOut());
        facts.addAll(trial.facts());
        facts.addAll(rows.sizes(stage, trial.tables()));
        Failure refusal = trial.refusal();
        if (refusal != null) {
            refused(refusal, trial.left());
        } else {
            facts.addAll(new Interruption(stage, up, down, before, trial.change()).observe());
            facts.addAll(new InterruptionInside(stage, up, before, trial.change(), trial.tables()).observe());
            if (rehearse) {
                facts.add(new Contention(stage, up, before, trial.tables(), trial.traces()).observe());
            }
            moveOn(trial);
        }
    }

    /** Only applies the step, for later ones to stand on; the schema after it is not read. */
    void standOn() throws SQLException {
        if (readScripts()) {
            applied(runFresh());
        }
    }

    /** The same for a step that is behind us elsewhere, reading where the stage stands now as that database does. */
    void pass() throws SQLException {
        if (readScripts()) {
            ScriptRun run = runFresh();
            after = stage.catalog().refresh(before);
            if (run.ok()) {
                facts.add(new Fact.Applied(Phase.UP, run.millis()));
            }
            applied(run);
        }
    }

    private ScriptRun runFresh() throws SQLException {
        if (!chain.oneSession()) {
            stage.freshSession();
        }
        return stage.run(up, Direction.UP, Phase.UP, false);
    }

    private void applied(ScriptRun run) throws SQLException {
        if (run.ok()) {
            end = End.APPLIED;
            rows.layFixtures(stage, step.version());
        } else {
            refused(Objects.requireNonNull(run.failure()), CatalogDiffs.between(before.snapshot(), after.snapshot()));
        }
    }

    /** Rows of ours that a step refuses say that it depends on the data; whether it applies they do not decide. */
    private Trial withoutRowsInTheWay(Trial first) throws SQLException {
        Trial trial = first;
        Set<String> all = new TreeSet<>(StageRows.tables(before.snapshot()));
        for (Population population : List.of(Population.ADVERSARIAL, Population.PLAIN)) {
            // Those it names first: to empty and fill a thousand others would take far longer than the step.
            for (Set<String> tables : List.of(named(all), all)) {
                Failure refusal = trial.refusal();
                if (refusal == null || !rows.mayBeToBlameFor(refusal)) {
                    return trial;
                }
                Set<String> taken = tables.isEmpty() ? tables : rows.withdraw(stage.connection(), tables, population);
                if (!taken.isEmpty()) {
                    thinned.addAll(taken);
                    trial = againAfter(refusal, population);
                }
            }
        }
        Failure refusal = trial.refusal();
        if (refusal == null || !rows.mayBeToBlameFor(refusal)) {
            return trial;
        }
        // What the chain made of rows of ours, by triggers or by copying them, is not known as ours.
        Optional<CatalogState> clean = cleanStages.takeTheStageOf(stage);
        if (clean.isEmpty()) {
            return trial;
        }
        before = clean.get();
        thinned.addAll(StageRows.tables(before.snapshot()));
        return againAfter(refusal, Population.PLAIN);
    }

    /** Tables whose names stand in the step. */
    private Set<String> named(Set<String> tables) {
        Set<String> words = new TreeSet<>();
        up.statements().forEach(statement -> WORD.matcher(statement.sql())
                .results()
                .forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT))));
        return tables.stream()
                .filter(table -> WORD.matcher(table)
                        .results()
                        .reduce((schema, name) -> name)
                        .filter(name -> words.contains(name.group().toLowerCase(Locale.ROOT)))
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Trial againAfter(Failure refusal, Population population) throws SQLException {
        Trial again = tryOut();
        if (again.refusal() == null) {
            facts.add(new Fact.Refused(Phase.UP, refusal, population, preflight(refusal), CatalogDiff.none()));
        }
        return again;
    }

    End end() {
        return end;
    }

    List<Fact> facts() {
        return facts;
    }

    Script up() {
        return up;
    }

    Optional<Script> down() {
        return down;
    }

    CatalogState after() {
        return after;
    }

    /** Learns what the step sends; false when that cannot be known. */
    private boolean readScripts() throws SQLException {
        if (step.up() instanceof Unreadable unreadable) {
            facts.add(new Fact.NotObserved("the step itself", unreadable.why()));
            return false;
        }
        if (step.up() instanceof Program) {
            return record();
        }
        up = (Script) step.up();
        if (step.down() instanceof Down.Written written) {
            down = sql(written.source());
        }
        return true;
    }

    private Optional<Script> sql(Source source) {
        if (source instanceof Script script) {
            return Optional.of(script);
        }
        if (source instanceof Unreadable unreadable) {
            facts.add(new Fact.NotObserved("the way back", unreadable.why()));
        }
        return Optional.empty();
    }

    /** Lets the chain's own tool run the step on a copy of the stage, and keeps the SQL it sent. */
    private boolean record() throws SQLException {
        ChainDriver driver = chain.driver();
        if (driver == null) {
            facts.add(new Fact.NotObserved("the step itself", "it is a program, and nothing here can run it"));
            return false;
        }
        try (Stage copy = stage.copy(before)) {
            copy.letGo();
            up = driver.record(step, Direction.UP, copy.address());
            if (step.down() instanceof Down.Written written) {
                down = written.source() instanceof Program ? recordDown(driver, copy) : sql(written.source());
            }
            return true;
        } catch (StepProgramFailed failed) {
            up = failed.sent();
            refused(failed.failure(), CatalogDiff.none());
            return false;
        }
    }

    private Optional<Script> recordDown(ChainDriver driver, Stage copy) {
        try {
            return Optional.of(driver.record(step, Direction.DOWN, copy.address()));
        } catch (StepProgramFailed failed) {
            facts.add(new Fact.WayBack(Fact.Outcome.FAILED, CatalogDiff.none(), failed.failure(), false));
            return Optional.empty();
        }
    }

    private Trial tryOut() throws SQLException {
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
        Set<Statement> onlyPlanned =
                probes.isEmpty() ? Set.of() : new OldRelease(lab).mustWork(probes, previousVersion, rows);
        lab.mark();
        ScriptRun run = lab.run(up, Direction.UP, Phase.UP, true);
        trial.ran(run, up.grouping() == Grouping.AUTOCOMMIT);
        if (!run.ok()) {
            return trial;
        }
        CatalogState now = lab.schema(before);
        CatalogDiff change = CatalogDiffs.between(before.snapshot(), now.snapshot());
        trial.add(new Fact.SchemaChanged(change));
        if (!probes.isEmpty()) {
            trial.addAll(new OldRelease(lab).observe(probes, onlyPlanned));
        }
        boolean answered = facts.stream().anyMatch(Fact.WayBack.class::isInstance);
        if (!answered) {
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
                .observe(trial.tables(), rows, droppedKeys));
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
                .filter(failure -> whose == Population.FIXTURE || Failures.isAboutRows(failure))
                .map(failure -> new Fact.Refused(Phase.DOWN_AFTER_WRITES, failure, whose, null, CatalogDiff.none()));
    }

    private void refused(Failure failure, CatalogDiff left) throws SQLException {
        if (afterUnseen) {
            facts.add(new Fact.NotObserved(
                    "the step itself",
                    "it was refused (" + failure.message() + "), and an earlier step could not be run"));
            end = End.UNSEEN;
            return;
        }
        facts.add(new Fact.Refused(Phase.UP, failure, null, preflight(failure), left));
        end = End.REFUSED;
    }

    /** The question that tells a live database whether it would refuse the step, too. */
    private Fact.@Nullable Preflight preflight(Failure failure) throws SQLException {
        List<Statement> earlier = new ArrayList<>();
        for (Statement statement : up.statements()) {
            if (statement.at().compareTo(failure.at()) <= 0) {
                earlier.add(statement);
            }
        }
        if (earlier.isEmpty()) {
            return null;
        }
        Statement refused = earlier.remove(earlier.size() - 1);
        return Preflights.of(
                        failure,
                        refused.sql(),
                        earlier.stream().map(Statement::sql).toList(),
                        before.snapshot(),
                        stage.connection().getMetaData().getDatabaseMajorVersion())
                .orElse(null);
    }

    private void moveOn(Trial trial) throws SQLException {
        Optional<DataPicture> standing = rows.picture(stage, trial.renamesRowsOf());
        ScriptRun run = stage.run(up, Direction.UP, Phase.UP, false);
        after = stage.catalog().refresh(before);
        if (!run.ok()) {
            CatalogDiff left = CatalogDiffs.between(before.snapshot(), after.snapshot());
            refused(Objects.requireNonNull(run.failure()), left);
            return;
        }
        end = End.APPLIED;
        Set<String> fresh = freshTables();
        if (standing.isPresent()) {
            rows.origins().follow(standing.get(), standing.get().again(stage.connection(), fresh));
        }
        rows.layFixtures(stage, step.version());
        rows.generate(stage, toFill(fresh));
    }

    /** Also what was taken out comes back; where the step renamed such a table, all are looked at. */
    private Set<String> toFill(Set<String> fresh) {
        Set<String> all = new TreeSet<>(StageRows.tables(after.snapshot()));
        if (!all.containsAll(thinned)) {
            return all;
        }
        fresh.addAll(thinned);
        return fresh;
    }

    private Set<String> freshTables() {
        CatalogDiff change = CatalogDiffs.between(before.snapshot(), after.snapshot());
        Set<String> fresh = new TreeSet<>();
        StageRows.tables(after.snapshot()).stream()
                .filter(table -> change.added().stream()
                        .anyMatch(object -> table.equals(object.table())
                                || table.equals(object.id().name())))
                .forEach(fresh::add);
        return fresh;
    }
}
