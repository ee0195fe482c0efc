package dev.lockkeeper.experiment;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.StepFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Runs everything pending in one transaction, as tools do that deploy in one batch. After a refusal the steps up to the
 * refused one are committed one by one and a new batch begins behind it, so that one refusal does not hide the next.
 */
final class Deploy {

    /** PostgreSQL 18 lets a new label be used at once when its type is as new; a live database's type is not. */
    private static final Pattern NEW_LABEL = Pattern.compile("(?is)\\balter\\s+type\\b.*\\badd\\s+value\\b");

    private final Footing footing;
    private final StageRows rows;

    Deploy(Footing footing, StageRows rows) {
        this.footing = footing;
        this.rows = rows;
    }

    /** Refusals by the position of the step. */
    Map<Integer, List<Fact>> observe(List<StepFacts> steps) throws SQLException {
        Map<Integer, List<Fact>> seen = new TreeMap<>();
        try (Stage stage = footing.stage("_deploy", false, rows)) {
            int begin = footing.from();
            stage.execute("BEGIN");
            for (int at = begin; at < steps.size(); at++) {
                if (at > begin && addsLabel(steps.get(at).up())) {
                    stage.execute("COMMIT");
                    stage.execute("BEGIN");
                    begin = at;
                }
                Optional<Failure> refused = send(stage, steps.get(at));
                if (refused.isPresent()) {
                    seen.put(at, List.of(new Fact.Refused(Phase.BATCH, refused.get(), null, null, CatalogDiff.none())));
                    stage.execute("ROLLBACK");
                    if (!commitOneByOne(stage, steps.subList(begin, at + 1))) {
                        return seen;
                    }
                    stage.execute("BEGIN");
                    begin = at + 1;
                } else {
                    rows.loadFixtures(stage, steps.get(at).step().version());
                }
            }
            stage.execute("COMMIT");
        }
        return seen;
    }

    private static boolean addsLabel(Script up) {
        return up.statements().stream()
                .anyMatch(statement -> NEW_LABEL.matcher(statement.sql()).find());
    }

    private static Optional<Failure> send(Stage stage, StepFacts step) throws SQLException {
        ScriptRun run = stage.asRole(() -> stage.runner().inBatch(step.up(), Direction.UP, StatementWatch.NONE));
        return run.refused();
    }

    private boolean commitOneByOne(Stage stage, List<StepFacts> steps) throws SQLException {
        for (StepFacts step : steps) {
            Script alone = step.up().withGrouping(Grouping.TRANSACTION);
            if (!stage.run(alone, Direction.UP, Phase.BATCH, false).ok()) {
                return false;
            }
            rows.loadFixtures(stage, step.step().version());
        }
        return true;
    }
}
