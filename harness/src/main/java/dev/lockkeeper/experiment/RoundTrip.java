package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a step down and up again, and says where what came back is not what was there. */
final class RoundTrip {

    private final Down down;
    private final Optional<Script> wayBack;
    private final Script up;

    RoundTrip(Script up, Down down, Optional<Script> wayBack) {
        this.up = up;
        this.down = down;
        this.wayBack = wayBack;
    }

    /**
     * @param before the schema before the up
     * @param after the schema after it, where the lab stands now
     */
    List<Fact> observe(Lab lab, CatalogState before, CatalogState after) throws SQLException {
        if (wayBack.isEmpty()) {
            return List.of(
                    new Fact.WayBack(missing(down), CatalogDiff.none(), null, false),
                    new Fact.SecondUp(Outcome.SKIPPED, CatalogDiff.none(), null));
        }
        List<Fact> facts = new ArrayList<>();
        Script script = wayBack.get();
        lab.anotherSession();
        ScriptRun back = lab.run(script, Direction.DOWN, Phase.DOWN, false);
        facts.addAll(back.ownTransactions());
        if (!back.ok()) {
            facts.add(new Fact.WayBack(Outcome.FAILED, CatalogDiff.none(), back.failure(), script.isEmpty()));
            facts.add(new Fact.SecondUp(Outcome.SKIPPED, CatalogDiff.none(), null));
            return facts;
        }
        CatalogState returned = lab.schema(after);
        CatalogDiff left = CatalogDiffs.between(before.snapshot(), returned.snapshot());
        facts.add(new Fact.WayBack(left.isEmpty() ? Outcome.SAME : Outcome.DIFFERS, left, null, script.isEmpty()));
        facts.add(again(lab, after, returned));
        return facts;
    }

    private Fact again(Lab lab, CatalogState after, CatalogState returned) throws SQLException {
        lab.anotherSession();
        ScriptRun again = lab.run(up, Direction.UP, Phase.REUP, false);
        if (!again.ok()) {
            return new Fact.SecondUp(Outcome.FAILED, CatalogDiff.none(), again.failure());
        }
        CatalogState second = lab.schema(returned);
        CatalogDiff differs = CatalogDiffs.between(after.snapshot(), second.snapshot());
        return new Fact.SecondUp(differs.isEmpty() ? Outcome.SAME : Outcome.DIFFERS, differs, null);
    }

    private static Outcome missing(Down down) {
        return down instanceof Down.OneWay ? Outcome.ONE_WAY : Outcome.MISSING;
    }
}
