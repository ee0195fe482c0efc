package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.server.ThrowawayServer;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs a baseline on a database of its own and holds what it makes against the steps it stands for. */
final class BaselineTrial {

    /** {@code duplicate_object}: also of a role, which the whole server has since the steps made it. */
    private static final String DUPLICATE_OBJECT = "42710";

    private final ThrowawayServer server;
    private final Chain chain;
    private final WalkOptions options;
    private final Footing footing;
    private final StageRows rows;
    private final List<StepFacts> walked;

    /** @param walked the steps so far */
    BaselineTrial(
            ThrowawayServer server,
            Chain chain,
            WalkOptions options,
            Footing footing,
            StageRows rows,
            List<StepFacts> walked) {
        this.server = server;
        this.chain = chain;
        this.options = options;
        this.footing = footing;
        this.rows = rows;
        this.walked = walked;
    }

    /** Whether steps that it stands for were walked, so that its tool would not run it behind them. */
    boolean concerns(Step step) {
        return step.kind() == StepKind.BASELINE && lastReplaced(step) >= 0;
    }

    /** @param now the schema as the walk stands */
    List<Fact> observe(Step baseline, CatalogSnapshot now) throws SQLException {
        int last = lastReplaced(baseline);
        boolean ground = footing.from() > 0 && !options.needs().isEmpty();
        Optional<CatalogSnapshot> wanted = last == walked.size() - 1
                ? Optional.of(now)
                : Optional.of(walked.get(last))
                        .filter(step -> last >= options.judgedFrom())
                        .map(StepFacts::after);
        if (!(baseline.up() instanceof Script up) || wanted.isEmpty() || ground) {
            return List.of(new Fact.NotObserved(
                    "the baseline", "it could not be held against the steps it stands for; verify the whole chain"));
        }
        try (Stage stage = footing.from() == 0 ? footing.stage("_baseline", false, rows) : empty()) {
            ScriptRun run = stage.run(up, Direction.UP, Phase.UP, false);
            if (run.failure() != null) {
                return List.of(refused(run.failure()));
            }
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact.Applied(Phase.UP, run.millis()));
            CatalogDiff differs = CatalogDiffs.between(
                    wanted.get(), EmptyCatalogs.of(server).read(stage).snapshot());
            if (!differs.isEmpty()) {
                facts.add(new Fact.BaselineDiffers(
                        differs, walked.get(last).step().version()));
            }
            return facts;
        }
    }

    private Stage empty() throws SQLException {
        Stage stage = Stage.create(server, chain.name() + "_baseline", options.role(), false);
        rows.loadBase(stage);
        stage.prepareRole();
        return stage;
    }

    private static Fact refused(Failure failure) {
        boolean role =
                failure.sqlState().equals(DUPLICATE_OBJECT) && failure.message().startsWith("role ");
        return role
                ? new Fact.NotObserved(
                        "the baseline", "it makes a role that the server has already, since the steps made it")
                : new Fact.Refused(Phase.UP, failure, null, null, CatalogDiff.none());
    }

    /** The place of the newest step that the baseline stands for, or -1. */
    private int lastReplaced(Step baseline) {
        for (int at = walked.size() - 1; at >= 0; at--) {
            Step step = walked.get(at).step();
            if (step.kind() == StepKind.VERSIONED && isUpTo(step.version(), baseline.version())) {
                return at;
            }
        }
        return -1;
    }

    /** Versions are numbers with dots; that of a baseline carries its prefix. */
    private static boolean isUpTo(String version, String limit) {
        BigInteger[] one = numbers(version);
        BigInteger[] other = numbers(limit);
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            BigInteger left = i < one.length ? one[i] : BigInteger.ZERO;
            BigInteger right = i < other.length ? other[i] : BigInteger.ZERO;
            int order = left.compareTo(right);
            if (order != 0) {
                return order < 0;
            }
        }
        return true;
    }

    private static BigInteger[] numbers(String version) {
        return Arrays.stream(version.split("\\D+"))
                .filter(part -> !part.isEmpty())
                .map(BigInteger::new)
                .toArray(BigInteger[]::new);
    }
}
