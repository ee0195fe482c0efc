package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Stops a step half way, on a copy of the stage: after a statement that stays committed its session is lost; then somebody
 * tries the step again, and takes it down when that is refused. A step that PostgreSQL keeps whole is not tried at all.
 */
final class Interruption {

    private final Stage stage;
    private final Script up;
    private final Optional<Script> down;
    private final CatalogState before;
    private final CatalogDiff wanted;

    /** @param wanted what the step changes when nothing stops it */
    Interruption(Stage stage, Script up, Optional<Script> down, CatalogState before, CatalogDiff wanted) {
        this.stage = stage;
        this.up = up;
        this.down = down;
        this.before = before;
        this.wanted = wanted;
    }

    List<Fact> observe() throws SQLException {
        List<Fact> facts = new ArrayList<>();
        for (int statements : stops()) {
            try (Stage copy = stage.copy(before)) {
                stopped(copy, statements).ifPresent(facts::add);
            }
        }
        return facts;
    }

    /** After the first statement that stays and before the last one: what is between them leaves more of the same. */
    private TreeSet<Integer> stops() {
        TreeSet<Integer> stops = new TreeSet<>();
        boolean alone = up.grouping() == Grouping.AUTOCOMMIT;
        boolean inBlock = !alone;
        List<Statement> statements = up.statements();
        for (int sent = 1; sent < statements.size(); sent++) {
            Statement statement = statements.get(sent - 1);
            if (TransactionWords.begins(statement)) {
                inBlock = true;
            } else if (TransactionWords.ends(statement)) {
                inBlock = false;
            }
            if (!inBlock && !TransactionWords.changesSession(statement)) {
                stops.add(sent);
            }
        }
        if (stops.size() > 2) {
            stops.retainAll(List.of(stops.first(), stops.last()));
        }
        return stops;
    }

    private Optional<Fact> stopped(Stage copy, int statements) throws SQLException {
        ScriptRun run = copy.killedAfter(up, statements);
        if (!run.ok() || run.committed() == 0) {
            return Optional.empty();
        }
        CatalogState half = copy.catalog().refresh(before);
        CatalogDiff left = CatalogDiffs.between(before.snapshot(), half.snapshot());
        copy.loseSession();
        ScriptRun again = copy.run(up, Direction.UP, Phase.UP, false);
        Failure retry = again.failure();
        boolean differs = retry == null
                && !CatalogDiffs.between(
                                before.snapshot(),
                                copy.catalog().refresh(before).snapshot())
                        .equals(wanted);
        Failure back = null;
        if (retry != null && down.isPresent()) {
            copy.loseSession();
            back = copy.run(down.get(), Direction.DOWN, Phase.DOWN, false).failure();
        }
        return left.isEmpty() && retry == null && !differs
                ? Optional.empty()
                : Optional.of(new Fact.Interrupted(
                        up.statements().get(run.committed() - 1).at(), left, retry, back, differs));
    }
}
