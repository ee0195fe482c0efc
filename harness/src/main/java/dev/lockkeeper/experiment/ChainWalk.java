package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.catalog.SchemaCrawls;
import dev.lockkeeper.catalog.SchemaCrawls.SaidByLinter;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Walks one chain step by step on its stage, and then plays it as a whole: down and up, as one deploy, elsewhere. */
public final class ChainWalk {

    private final Chain chain;
    private final Budgets budgets;
    private final ThrowawayServer server;
    private final WalkOptions options;
    private final Progress progress;
    private final StageRows rows;
    private final List<StepFacts> walked = new ArrayList<>();
    private final Footing footing;
    private final CleanStages cleanStages;
    private final List<ImpliedKey> droppedKeys = new ArrayList<>();
    private Set<SaidByLinter> saidAtBase = Set.of();
    private boolean somethingUnseen;
    private boolean tellsPassed;
    private @Nullable String stoppedAt;

    private ChainWalk(Chain chain, Budgets budgets, ThrowawayServer server, WalkOptions options, Progress progress) {
        this.chain = chain;
        this.budgets = budgets;
        this.server = server;
        this.options = options;
        this.progress = progress;
        this.rows = new StageRows(options.fixtures(), options.seed(), options.rowsPerTable());
        this.footing = new Footing(server, chain, options);
        this.cleanStages = new CleanStages(server, chain, footing, rows, walked);
    }

    public static WalkedChain walk(
            Chain chain, Budgets budgets, ThrowawayServer server, WalkOptions options, Progress progress)
            throws SQLException {
        return new ChainWalk(chain, budgets, server, options, progress).walk();
    }

    /** The same where a live database has run the first steps already: they are only run, and told of as they stand. */
    public static WalkedChain walkFrom(
            int passed, Chain chain, Budgets budgets, ThrowawayServer server, WalkOptions options, Progress progress)
            throws SQLException {
        ChainWalk walk = new ChainWalk(chain, budgets, server, options.judgingFrom(passed), progress);
        walk.tellsPassed = true;
        return walk.walk();
    }

    private WalkedChain walk() throws SQLException {
        try (Footing closedLast = footing) {
            Optional<Fact.NotObserved> without = closedLast.layNeeded(rows);
            return without.isEmpty() ? walkSteps() : notWalked(without.get());
        }
    }

    private WalkedChain notWalked(Fact.NotObserved why) {
        List<Fact> facts = new ArrayList<>(chainFacts());
        facts.add(why);
        return new WalkedChain(CatalogSnapshot.of(List.of()), walked, facts, null, RowCoverage.none());
    }

    private WalkedChain walkSteps() throws SQLException {
        try (Stage stage = footing.stage("", chain.oneSession(), rows)) {
            CatalogState state = EmptyCatalogs.of(server).read(stage);
            CatalogSnapshot base = state.snapshot();
            if (!options.needs().isEmpty() && options.judgedFrom() == 0) {
                hearLinters(stage);
                rows.generate(stage, StageRows.tables(base));
            }
            for (Step step : chain.steps()) {
                progress.step(chain.name(), walked.size(), chain.steps().size(), step.title());
                if (walked.size() == options.judgedFrom() && !walked.isEmpty()) {
                    state = beginToJudge(stage);
                }
                state = visit(stage, step, state);
                if (stoppedAt != null) {
                    break;
                }
            }
            RowCoverage coverage = rows.coverage(stage, state.snapshot());
            FutureTask<Map<Integer, List<Fact>>> survey = survey(stage);
            if (stoppedAt == null && !somethingUnseen && !tellsPassed && walked.size() > options.judgedFrom()) {
                asAWhole(stage, base, state);
            } else if (stoppedAt == null && !somethingUnseen && tellsPassed) {
                asOneDeploy(stage);
            }
            add(resultOf(survey));
            return new WalkedChain(base, walked, chainFacts(), stoppedAt, coverage);
        }
    }

    /** The schema as a whole, beside what is done with the stage next; SchemaCrawler reads a copy. */
    private FutureTask<Map<Integer, List<Fact>>> survey(Stage stage) throws SQLException {
        SchemaSurvey survey = new SchemaSurvey(walked, options.judgedFrom(), options.lints(), saidAtBase);
        Map<Integer, List<Fact>> seen = survey.fromSnapshots();
        if (stoppedAt != null || somethingUnseen || !survey.wantsSchema()) {
            FutureTask<Map<Integer, List<Fact>>> done = new FutureTask<>(() -> seen);
            done.run();
            return done;
        }
        Stage copy = stage.copy();
        FutureTask<Map<Integer, List<Fact>>> beside = new FutureTask<>(() -> {
            try (Stage closedLast = copy) {
                survey.fromSchemaCrawler(closedLast)
                        .forEach((position, facts) -> seen.merge(position, facts, ChainWalk::both));
                return seen;
            }
        });
        new Thread(beside, chain.name() + " survey").start();
        return beside;
    }

    /** What is pending on a live database, as a tool runs it that deploys in one batch. */
    private void asOneDeploy(Stage stage) throws SQLException {
        if (chain.batch() && walked.size() > options.judgedFrom() + 1) {
            stage.close();
            add(new Deploy(footing, rows).observe(walked));
        }
    }

    /** Rows of ours come only now: they need to be legal where the first judged step finds them, not before. */
    private CatalogState beginToJudge(Stage stage) throws SQLException {
        footing.moveTo(walked.size(), stage);
        CatalogState state = EmptyCatalogs.of(server).read(stage);
        hearLinters(stage);
        rows.generate(stage, StageRows.tables(state.snapshot()));
        return state;
    }

    /** What the linters say before the first judged step is nothing new behind it. */
    private void hearLinters(Stage stage) throws SQLException {
        if (options.lints()) {
            stage.execute("BEGIN");
            try {
                saidAtBase = SchemaCrawls.lints(stage.connection());
            } finally {
                stage.execute("ROLLBACK");
            }
        }
    }

    private CatalogState visit(Stage stage, Step step, CatalogState before) throws SQLException {
        BaselineTrial baseline = new BaselineTrial(server, chain, options, footing, rows, walked);
        if (baseline.concerns(step)) {
            besideTheChain(baseline, step, before);
            return before;
        }
        String previous =
                walked.isEmpty() ? "" : walked.get(walked.size() - 1).step().version();
        StepVisit visit = new StepVisit(
                stage, rows, cleanStages, chain, step, previous, List.copyOf(droppedKeys), somethingUnseen, before);
        if (walked.size() >= options.judgedFrom()) {
            visit.run(options.rehearse());
        } else if (tellsPassed) {
            visit.pass();
        } else {
            visit.standOn();
        }
        switch (visit.end()) {
            case APPLIED -> witness(stage, step);
            case REFUSED -> stoppedAt = step.version();
            case UNSEEN -> somethingUnseen = true;
        }
        List<Fact> facts = new ArrayList<>(read(step));
        facts.addAll(visit.facts());
        walked.add(new StepFacts(
                chain,
                step,
                walked.size(),
                server.info(),
                budgets,
                visit.up(),
                visit.down(),
                before.snapshot(),
                visit.after().snapshot(),
                facts,
                List.copyOf(walked)));
        droppedKeys.addAll(
                UndeclaredKeys.droppedBy(walked.get(walked.size() - 1).change()));
        return visit.after();
    }

    /** A baseline leaves the stage as it is, and nothing of it runs again with the chain. */
    private void besideTheChain(BaselineTrial baseline, Step step, CatalogState now) throws SQLException {
        boolean old = walked.size() < options.judgedFrom();
        List<Fact> facts = new ArrayList<>(read(step));
        facts.addAll(old ? List.of() : baseline.observe(step, now.snapshot()));
        Script nothing = new Script(List.of(), Grouping.TRANSACTION, step.up().at());
        walked.add(new StepFacts(
                chain,
                step,
                walked.size(),
                server.info(),
                budgets,
                nothing,
                Optional.of(nothing),
                now.snapshot(),
                now.snapshot(),
                facts,
                List.copyOf(walked)));
    }

    private void witness(Stage stage, Step step) throws SQLException {
        if (options.witness() != StageWitness.NOBODY && walked.size() >= options.judgedFrom()) {
            boolean head = walked.size() == chain.steps().size() - 1;
            stage.execute("BEGIN");
            try {
                options.witness().behind(chain, step, head, stage.connection());
            } finally {
                stage.execute("ROLLBACK");
            }
        }
    }

    private void asAWhole(Stage stage, CatalogSnapshot base, CatalogState head) throws SQLException {
        progress.note(chain.name() + ": the whole chain down and up, as one deploy, and elsewhere");
        List<StepFacts> steps = List.copyOf(walked);
        // A role belongs to the whole server: what makes one cannot run again while the stage has it.
        boolean apart = stage.hasRolesOfItsOwn();
        Callable<Map<Integer, List<Fact>>> again = () -> again(steps, head);
        FutureTask<Map<Integer, List<Fact>>> beside = new FutureTask<>(again);
        if (!apart) {
            new Thread(beside, chain.name() + " again").start();
        }
        try {
            add(descent(stage, base, head));
        } finally {
            stage.close();
            if (apart) {
                beside.run();
            }
        }
        add(resultOf(beside));
    }

    /** As one deploy, and a second time elsewhere, on databases of their own. */
    private Map<Integer, List<Fact>> again(List<StepFacts> steps, CatalogState head) throws SQLException {
        Map<Integer, List<Fact>> seen = new TreeMap<>();
        if (chain.batch()) {
            seen.putAll(new Deploy(footing, rows).observe(steps));
        }
        if (!steps.isEmpty()) {
            List<Script> ups = steps.stream().map(StepFacts::up).toList();
            List<Fact> elsewhere = new Replay(server, footing, rows).observe(ups, chain.oneSession(), head.snapshot());
            seen.merge(steps.size() - 1, elsewhere, ChainWalk::both);
        }
        return seen;
    }

    private static List<Fact> both(List<Fact> one, List<Fact> other) {
        List<Fact> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static <T> T resultOf(FutureTask<T> task) throws SQLException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw refused;
            }
            if (failed.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("the walk was interrupted", "57014", stopped);
        }
    }

    /** On rows; when some of ours were in the way, on the user's alone. */
    private Map<Integer, List<Fact>> descent(Stage stage, CatalogSnapshot base, CatalogState head) throws SQLException {
        Map<Integer, List<Fact>> seen = new Descent(stage, walked, footing.from(), base).observe(head);
        boolean oursInTheWay = seen.values().stream()
                .flatMap(List::stream)
                .anyMatch(fact -> fact instanceof Fact.Descended descended
                        && descended.failure() != null
                        && rows.mayBeToBlameFor(descended.failure()));
        Map<Integer, List<Fact>> clean = oursInTheWay ? cleanStages.descent(base) : Map.of();
        return clean.isEmpty() ? seen : clean;
    }

    /** Facts that were seen later, put to the step they belong to. */
    private void add(Map<Integer, List<Fact>> later) {
        later.forEach(
                (position, facts) -> walked.set(position, walked.get(position).with(facts)));
    }

    /** What was seen while reading this step's files; what reading left open for the whole chain is told at its start. */
    private List<Fact> read(Step step) {
        boolean first = step.equals(chain.steps().get(0));
        return chain.read().stream()
                .filter(fact -> file(fact).equals(step.file()) || (first && fact instanceof Fact.NotObserved))
                .toList();
    }

    /** What was seen while reading and belongs to no step. */
    private List<Fact> chainFacts() {
        return chain.read().stream()
                .filter(fact ->
                        chain.steps().stream().noneMatch(step -> step.file().equals(file(fact))))
                .toList();
    }

    private static String file(Fact fact) {
        SourceSpan at = null;
        if (fact instanceof Fact.FileIgnored ignored) {
            at = ignored.at();
        } else if (fact instanceof Fact.MarkerInert inert) {
            at = inert.at();
        } else if (fact instanceof Fact.SilentlySkipped skipped) {
            at = skipped.at();
        } else if (fact instanceof Fact.RefusedByTool refused) {
            at = refused.at();
        }
        return at == null ? "" : at.file();
    }
}
