package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.StepFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Takes the whole chain down from its head as far as it goes, and up again; the stage is used up by it. */
final class Descent {

    private final Stage stage;
    private final List<StepFacts> steps;
    private final int floor;
    private final CatalogSnapshot base;
    private final Map<Integer, List<Fact>> seen = new TreeMap<>();

    /** @param floor steps before this position are left alone */
    Descent(Stage stage, List<StepFacts> steps, int floor, CatalogSnapshot base) {
        this.stage = stage;
        this.steps = steps;
        this.floor = floor;
        this.base = base;
    }

    /** Facts by the position of the step they belong to. */
    Map<Integer, List<Fact>> observe(CatalogState head) throws SQLException {
        int lowest = down();
        if (lowest == steps.size() || !seen.isEmpty()) {
            return seen;
        }
        CatalogState bottom = stage.catalog().refresh(head);
        CatalogSnapshot wanted = lowest == 0 ? base : steps.get(lowest).before();
        add(lowest, new Fact.Descended(Phase.DESCENT, CatalogDiffs.between(wanted, bottom.snapshot()), null));
        if (up(lowest)) {
            CatalogState top = stage.catalog().refresh(bottom);
            CatalogDiff differs = CatalogDiffs.between(head.snapshot(), top.snapshot());
            add(steps.size() - 1, new Fact.Descended(Phase.ASCENT, differs, null));
        }
        return seen;
    }

    /** The position of the lowest step that was taken down; the number of steps when none was. */
    private int down() throws SQLException {
        int at = steps.size();
        while (at > floor && steps.get(at - 1).down().isPresent()) {
            ScriptRun run = stage.run(steps.get(at - 1).down().get(), Direction.DOWN, Phase.DESCENT, false);
            if (!run.ok()) {
                refused(at - 1, Phase.DESCENT, run);
                return at;
            }
            at--;
        }
        return at;
    }

    private boolean up(int from) throws SQLException {
        for (int at = from; at < steps.size(); at++) {
            ScriptRun run = stage.run(steps.get(at).up(), Direction.UP, Phase.ASCENT, false);
            if (!run.ok()) {
                refused(at, Phase.ASCENT, run);
                return false;
            }
        }
        return true;
    }

    private void refused(int position, Phase phase, ScriptRun run) {
        add(position, new Fact.Descended(phase, CatalogDiff.none(), Objects.requireNonNull(run.failure())));
    }

    private void add(int position, Fact fact) {
        seen.computeIfAbsent(position, key -> new ArrayList<>()).add(fact);
    }
}
