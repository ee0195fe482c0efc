package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.rows.DataPicture;
import dev.lockkeeper.rows.Preflights;
import dev.lockkeeper.rows.RowKey;
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
    private final StepTry.Earlier earlier;
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
        this.earlier = new StepTry.Earlier(previousVersion, rows.probes(previousVersion), droppedKeys);
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
                Set<String> taken = tables.isEmpty() ? tables : withdraw(tables, population);
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

    private Set<String> withdraw(Set<String> tables, Population population) throws SQLException {
        boolean someMayStay = population == Population.ADVERSARIAL && thinned.isEmpty();
        Set<RowKey> spared = someMayStay ? new Thinning(stage, rows, up, tables).borne() : Set.of();
        return rows.withdraw(stage.connection(), tables, population, spared);
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

    /** False when what the step sends cannot be known. */
    private boolean readScripts() throws SQLException {
        StepScripts scripts = new StepScripts(stage, chain, step, before);
        facts.addAll(scripts.facts());
        up = scripts.up();
        down = scripts.down();
        if (scripts.refusal() != null) {
            refused(scripts.refusal(), CatalogDiff.none());
        }
        return scripts.areKnown();
    }

    private Trial tryOut() throws SQLException {
        boolean wayBackIsKnown = facts.stream().anyMatch(Fact.WayBack.class::isInstance);
        return new StepTry(stage, rows, cleanStages, step, up, down, wayBackIsKnown, earlier, before).run();
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
