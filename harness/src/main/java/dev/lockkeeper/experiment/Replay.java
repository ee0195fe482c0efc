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
import java.util.Optional;

/** Plays the chain a second time from empty, in a session that thinks of time and names in another way. */
final class Replay {

    /** What is different, in words. */
    static final String ELSEWHERE = "TimeZone Asia/Kathmandu, DateStyle ISO DMY, search_path public";

    private final ThrowawayServer server;
    private final String name;
    private final Optional<String> role;
    private final StageRows rows;

    Replay(ThrowawayServer server, String name, Optional<String> role, StageRows rows) {
        this.server = server;
        this.name = name;
        this.role = role;
        this.rows = rows;
    }

    List<Fact> observe(List<Script> ups, boolean oneSession, CatalogSnapshot head) throws SQLException {
        try (Stage stage = Stage.create(server, name + "_again", role)) {
            rows.loadBase(stage);
            stage.prepareRole();
            elsewhere(stage);
            for (Script up : ups) {
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
