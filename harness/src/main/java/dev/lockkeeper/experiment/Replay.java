package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.List;

/** Plays the chain a second time from its footing, in a session that thinks of time and names in another way. */
final class Replay {

    /** What is different, in words. */
    static final String ELSEWHERE = "TimeZone Asia/Kathmandu, DateStyle ISO DMY, search_path public";

    private final ThrowawayServer server;
    private final Footing footing;
    private final StageRows rows;

    Replay(ThrowawayServer server, Footing footing, StageRows rows) {
        this.server = server;
        this.footing = footing;
        this.rows = rows;
    }

    List<Fact> observe(List<Script> ups, boolean oneSession, CatalogSnapshot head) throws SQLException {
        try (Stage stage = footing.stage("_again", false, rows)) {
            elsewhere(stage);
            for (Script up : ups.subList(footing.from(), ups.size())) {
                if (!oneSession) {
                    stage.freshSession();
                    elsewhere(stage);
                }
                ScriptRun run = stage.run(up, Direction.UP, Phase.REPLAY, false);
                if (run.failure() != null) {
                    return List.of(new Fact.Refused(Phase.REPLAY, run.failure(), null, null, CatalogDiff.none()));
                }
            }
            CatalogDiff differs = CatalogDiffs.between(
                    head, EmptyCatalogs.of(server).read(stage).snapshot());
            return differs.isEmpty() ? List.of() : List.of(new Fact.ReplayDiffers(differs, List.of(), ELSEWHERE));
        }
    }

    private static void elsewhere(Stage stage) throws SQLException {
        stage.execute("SET TimeZone TO 'Asia/Kathmandu'");
        stage.execute("SET DateStyle TO 'ISO, DMY'");
        stage.execute("SET search_path TO public");
    }
}
