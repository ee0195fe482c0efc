package dev.lockkeeper;

import dev.lockkeeper.ReadChains.ReadChain;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.experiment.WalkedChain;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Drift;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetCatalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        return drift(histories, expected, unknown);
    }

    /** The same, from schemas that were built before. */
    DriftSeen drift(List<History> histories, Map<String, CatalogSnapshot> expected, List<String> unknown) {
        CatalogSnapshot found = TargetCatalog.read(target);
        List<HistoryTable> tables =
                histories.stream().flatMap(history -> history.table().stream()).toList();
        SourceSpan at = histories.stream()
                .flatMap(history -> history.ran().stream())
                .reduce((one, later) -> later)
                .map(step -> new SourceSpan(step.file(), 1))
                .orElse(new SourceSpan(".", 1));
        Drift drift = new Drift(together(expected.values().stream().toList()), found, tables, run.ignore());
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
                .forEach(step -> why.add(chain + " " + step.version() + " is " + step.state().word()
                        + ", so what it did to the schema is not known"));
        history.steps().stream()
                .filter(step -> step.troubles().contains(StepStanding.Trouble.EDITED))
                .forEach(step -> why.add(
                        chain + " " + step.version() + " was edited, so its file need not be what ran"));
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
