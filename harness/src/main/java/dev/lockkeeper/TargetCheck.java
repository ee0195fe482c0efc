package dev.lockkeeper;

import dev.lockkeeper.ReadChains.ReadChain;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.experiment.WalkedChain;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.model.TargetFact;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Drift;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.Surroundings;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetCatalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds chains against a live database: their histories, and its schema against the one they make. */
public final class TargetCheck {

    private final Target target;
    private final TargetRun run;

    public TargetCheck(Target target, TargetRun run) {
        this.target = target;
        this.run = run;
    }

    /** The server to replay on: of the target's own major version, since definitions read otherwise on another. */
    public ServerRequest serverLike(ServerRequest configured) {
        return new ServerRequest(
                String.valueOf(target.identity().major()),
                "as the target " + target.name() + " runs " + target.identity().version(),
                configured.provider(),
                configured.image(),
                configured.scratchUrl(),
                configured.progress());
    }

    /** How each chain stands there. */
    public List<History> histories(ReadChains chains) {
        return chains.all().stream()
                .map(read -> History.read(
                        target,
                        read.chain(),
                        Optional.ofNullable(run.histories().get(read.chain().name())),
                        run.memory()))
                .toList();
    }

    /** What the target's schema has that its chains do not give it, and lacks that they do. */
    public DriftSeen drift(ReadChains chains, Verification request, ThrowawayServer server, Progress progress)
            throws SQLException {
        List<History> histories = histories(chains);
        List<String> unknown = new ArrayList<>();
        Map<String, CatalogSnapshot> expected = new TreeMap<>();
        for (int i = 0; i < histories.size(); i++) {
            History history = histories.get(i);
            ReadChain read = chains.all().get(i);
            progress.note(history.chain().name() + ": building the schema as of "
                    + history.version().orElse("the beginning"));
            Chain ran = read.chain().withSteps(history.ran(), false);
            WalkedChain walked = ChainWalk.walkFrom(
                    history.ran().size(),
                    ran,
                    request.budgets(),
                    server,
                    request.walkOptions(read.asked(), read.chain()),
                    progress);
            unknown.addAll(whyUnknown(history, walked));
            expected.put(history.chain().name(), after(walked));
        }
        return drift(histories, expected, unknown, List.of());
    }

    /** Everything: what is pending there, what it would meet, and a verdict for each step. */
    public VerificationReport check(ReadChains chains, Verification request, ThrowawayServer server, Progress progress)
            throws SQLException {
        long started = System.nanoTime();
        List<History> histories = histories(chains);
        Map<String, CatalogSnapshot> expected = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        List<String> remade = new ArrayList<>();
        List<WalkedChain> pending = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            Walk walk = walk(histories.get(i), chains.all().get(i), request, server, progress);
            unknown.addAll(whyUnknown(histories.get(i), walk.all()));
            expected.put(histories.get(i).chain().name(), walk.passed());
            remade.addAll(walk.remade());
            pending.add(walk.pending());
        }
        progress.note("asking " + target.name());
        DriftSeen drift = drift(histories, expected, unknown, remade);
        TargetFacts facts = new TargetFacts(target, run, drift.schema(), server);
        List<TargetFact> around = new ArrayList<>(drift.facts());
        Surroundings surroundings = new Surroundings(target);
        List<StepFacts> allPending =
                pending.stream().flatMap(walked -> walked.steps().stream()).toList();
        around.addAll(surroundings.sessions(facts.tables(allPending), LONG_SECONDS));
        List<ChainReport> reports = new ArrayList<>();
        Judge judge = new Judge(request);
        List<StepFacts> judged = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            WalkedChain walked = pending.get(i);
            List<StepFacts> steps = facts.of(walked.steps());
            judged.addAll(steps);
            List<Fact> chainFacts = new ArrayList<>(walked.chainFacts());
            chainFacts.addAll(HistoryFacts.of(histories.get(i)));
            if (i == 0) {
                chainFacts.addAll(around);
                chainFacts.addAll(surroundings.sequencesNearLimit());
            }
            WalkedChain enriched = new WalkedChain(walked.base(), steps, chainFacts, walked.stoppedAt(), walked.rows());
            Chain asPending =
                    histories.get(i).chain().withSteps(histories.get(i).pending(), false);
            boolean blind = !steps.isEmpty() && !surroundings.seesOthers();
            reports.add(undecidedIf(blind || !unknown.isEmpty(), judge.judge(asPending, enriched)));
        }
        return new VerificationReport(
                Version.current(),
                Verdict.worst(reports.stream().map(ChainReport::verdict).toList()),
                server.info(),
                request.seed(),
                (System.nanoTime() - started) / 1_000_000,
                reports,
                new TargetLines(target, histories, drift, judged, around, surroundings).report());
    }

    /** From so many seconds on an open transaction is long. */
    private static final long LONG_SECONDS = 60;

    /**
     * One chain, walked from its beginning through what is pending.
     *
     * @param passed the schema at the version the target stands at
     * @param pending the walk of what is pending alone
     * @param remade objects that pending repeatable steps make anew, so that what they were is not known
     */
    private record Walk(WalkedChain all, CatalogSnapshot passed, WalkedChain pending, List<String> remade) {}

    private static Walk walk(
            History history, ReadChain read, Verification request, ThrowawayServer server, Progress progress)
            throws SQLException {
        List<Step> pending = history.pending();
        List<Step> ran =
                history.ran().stream().filter(step -> !pending.contains(step)).toList();
        List<Step> steps = new ArrayList<>(ran);
        steps.addAll(pending);
        WalkedChain all = ChainWalk.walkFrom(
                ran.size(),
                read.chain().withSteps(steps, read.chain().batch()),
                request.budgets(),
                server,
                request.walkOptions(read.asked(), read.chain()),
                progress);
        List<StepFacts> walked = all.steps();
        int passed = Math.min(ran.size(), walked.size());
        CatalogSnapshot at = passed == 0 ? all.base() : walked.get(passed - 1).after();
        List<StepFacts> rest = walked.subList(passed, walked.size());
        List<String> remade = rest.stream()
                .filter(step -> step.step().kind() == StepKind.REPEATABLE)
                .flatMap(step -> Stream.concat(
                        step.change().added().stream().map(CatalogObject::id),
                        step.change().changed().stream().map(CatalogDiff.Change::id)))
                .map(ObjectId::name)
                .toList();
        return new Walk(
                all, at, new WalkedChain(all.base(), rest, all.chainFacts(), all.stoppedAt(), all.rows()), remade);
    }

    private static ChainReport undecidedIf(boolean unknown, ChainReport report) {
        return !unknown || report.verdict() != Verdict.SAFE
                ? report
                : new ChainReport(
                        report.name(),
                        report.format(),
                        report.path(),
                        report.digest(),
                        Verdict.UNDECIDED,
                        report.stoppedAt(),
                        report.rows(),
                        report.steps(),
                        report.findings());
    }

    /** The same, from schemas that were built before. */
    private DriftSeen drift(
            List<History> histories, Map<String, CatalogSnapshot> expected, List<String> unknown, List<String> remade) {
        CatalogSnapshot found = TargetCatalog.read(target);
        List<HistoryTable> tables =
                histories.stream().flatMap(history -> history.table().stream()).toList();
        SourceSpan at = histories.stream()
                .flatMap(history -> history.ran().stream())
                .reduce((one, later) -> later)
                .map(step -> new SourceSpan(step.file(), 1))
                .orElse(new SourceSpan(".", 1));
        List<String> ignored = new ArrayList<>(target.ignored());
        ignored.addAll(remade);
        Drift drift = new Drift(together(expected.values().stream().toList()), found, tables, ignored);
        return new DriftSeen(drift.facts(at), unknown, found);
    }

    /**
     * What was found.
     *
     * @param unknown why the schema that the chains make could not be known for certain
     * @param schema the target's own
     */
    public record DriftSeen(List<TargetFact.Drifted> facts, List<String> unknown, CatalogSnapshot schema) {

        public DriftSeen {
            facts = List.copyOf(facts);
            unknown = List.copyOf(unknown);
        }
    }

    /** Several chains may share a database; each has its part in its schema. */
    private static CatalogSnapshot together(List<CatalogSnapshot> snapshots) {
        CatalogSnapshot all = CatalogSnapshot.empty();
        for (CatalogSnapshot one : snapshots) {
            List<CatalogObject> objects = List.copyOf(one.objects().values());
            all = all.with(List.of(), objects);
        }
        return all;
    }

    static CatalogSnapshot after(WalkedChain walked) {
        List<StepFacts> steps = walked.steps();
        return steps.isEmpty() ? walked.base() : steps.get(steps.size() - 1).after();
    }

    /** Why what was replayed need not be what ran there. */
    static List<String> whyUnknown(History history, WalkedChain walked) {
        List<String> why = new ArrayList<>();
        String chain = history.chain().name();
        history.steps().stream()
                .filter(step -> step.state() == State.MISSING || step.state() == State.FAILED)
                .forEach(step -> why.add(chain + " " + step.version() + " is "
                        + step.state().word() + ", so what it did to the schema is not known"));
        history.steps().stream()
                .filter(step -> step.troubles().contains(StepStanding.Trouble.EDITED))
                .forEach(step ->
                        why.add(chain + " " + step.version() + " was edited, so its file need not be what ran"));
        for (StepFacts facts : walked.steps()) {
            boolean ran = facts.first(Fact.Applied.class).isPresent();
            if (!ran && history.ran().contains(facts.step())) {
                why.add(chain + " " + title(facts.step()) + " could not be run on the throwaway server"
                        + facts.first(Fact.Refused.class)
                                .map(refused -> " (" + refused.failure().message() + ")")
                                .orElse(""));
            }
        }
        return why;
    }

    private static String title(Step step) {
        return step.version();
    }
}
