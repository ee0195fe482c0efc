package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds stages as the walk stands on, from the footing and with the user's rows only: what is refused there is not our doing. */
final class CleanStages {

    private final ThrowawayServer server;
    private final Chain chain;
    private final Footing footing;
    private final StageRows rows;
    private final List<StepFacts> walked;

    /** @param walked the steps so far, as the walk goes on */
    CleanStages(ThrowawayServer server, Chain chain, Footing footing, StageRows rows, List<StepFacts> walked) {
        this.server = server;
        this.chain = chain;
        this.footing = footing;
        this.rows = rows;
        this.walked = walked;
    }

    /** Gives the walk a clean database in the place of its own; the schema as it is read there, or nothing when it stays. */
    Optional<CatalogState> takeTheStageOf(Stage stage) throws SQLException {
        StageRows fresh = rows.anew();
        Optional<Stage> clean = build(fresh);
        if (clean.isEmpty()) {
            return Optional.empty();
        }
        stage.become(clean.get());
        rows.startOver(fresh);
        return Optional.of(EmptyCatalogs.of(server).read(stage));
    }

    /**
     * Makes a round trip without rows of ours, after one with them was refused; when it goes well here, the refusal is a
     * fact of its own. Empty when no clean stage can be had.
     */
    List<Fact> wayBackOf(Script up, Down down, Optional<Script> script, Failure refusal) throws SQLException {
        StageRows fresh = rows.anew();
        Optional<Stage> built = build(fresh);
        if (built.isEmpty()) {
            return List.of();
        }
        try (Stage clean = built.get()) {
            List<Fact> facts = new ArrayList<>(roundTrip(clean, up, down, script));
            if (!facts.isEmpty() && !isRefused(facts)) {
                fresh.generatePlain(clean, EmptyCatalogs.of(server).read(clean).snapshot());
                boolean plain = isRefused(roundTrip(clean, up, down, script));
                Population population = plain ? Population.PLAIN : Population.ADVERSARIAL;
                facts.add(new Fact.Refused(Phase.DOWN_AFTER_WRITES, refusal, population, null, CatalogDiff.none()));
            }
            return facts;
        }
    }

    /** Takes the whole chain down and up on a stage without rows of ours. */
    Map<Integer, List<Fact>> descent(CatalogSnapshot base) throws SQLException {
        Optional<Stage> built = build(rows.anew());
        if (built.isEmpty()) {
            return Map.of();
        }
        try (Stage clean = built.get()) {
            return new Descent(clean, walked, footing.from(), base)
                    .observe(EmptyCatalogs.of(server).read(clean));
        }
    }

    private List<Fact> roundTrip(Stage clean, Script up, Down down, Optional<Script> script) throws SQLException {
        CatalogState before = EmptyCatalogs.of(server).read(clean);
        try (Lab lab = new CloneLab(clean, before)) {
            return lab.run(up, Direction.UP, Phase.UP, false).ok()
                    ? new RoundTrip(up, down, script).observe(lab, before, lab.schema(before))
                    : List.of();
        }
    }

    private static boolean isRefused(List<Fact> facts) {
        return facts.stream()
                .anyMatch(fact -> fact instanceof Fact.WayBack back && back.failure() != null
                        || fact instanceof Fact.SecondUp again && again.failure() != null);
    }

    /** Empty when a step is refused here, as one that makes a role is, which the whole server has already. */
    private Optional<Stage> build(StageRows onIt) throws SQLException {
        Stage stage = footing.stage("_clean", chain.oneSession(), onIt);
        for (StepFacts step : walked.subList(footing.from(), walked.size())) {
            if (!chain.oneSession()) {
                stage.freshSession();
            }
            if (!stage.run(step.up(), Direction.UP, Phase.UP, false).ok()) {
                stage.close();
                return Optional.empty();
            }
            onIt.layFixtures(stage, step.step().version());
        }
        return Optional.of(stage);
    }
}
