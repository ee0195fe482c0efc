package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.ChainDriver.StepProgramFailed;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Program;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.Unreadable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a step sends: as it is written, or as it is recorded while the chain's own tool runs it on a copy. */
final class StepScripts {

    private final Stage stage;
    private final Chain chain;
    private final Step step;
    private final CatalogState before;
    private final List<Fact> facts = new ArrayList<>();
    private final boolean known;
    private Script up;
    private Optional<Script> down = Optional.empty();
    private @Nullable Failure refusal;

    StepScripts(Stage stage, Chain chain, Step step, CatalogState before) throws SQLException {
        this.stage = stage;
        this.chain = chain;
        this.step = step;
        this.before = before;
        this.up = new Script(List.of(), Grouping.TRANSACTION, step.up().at());
        this.known = read();
    }

    boolean areKnown() {
        return known;
    }

    Script up() {
        return up;
    }

    Optional<Script> down() {
        return down;
    }

    List<Fact> facts() {
        return facts;
    }

    /** Why the step stopped while it was recorded. */
    @Nullable
    Failure refusal() {
        return refusal;
    }

    /** False when that cannot be known. */
    private boolean read() throws SQLException {
        if (step.up() instanceof Unreadable unreadable) {
            facts.add(new Fact.NotObserved("the step itself", unreadable.why()));
            return false;
        }
        if (step.up() instanceof Program) {
            return record();
        }
        up = (Script) step.up();
        if (step.down() instanceof Down.Written written) {
            down = sql(written.source());
        }
        return true;
    }

    private Optional<Script> sql(Source source) {
        if (source instanceof Script script) {
            return Optional.of(script);
        }
        if (source instanceof Unreadable unreadable) {
            facts.add(new Fact.NotObserved("the way back", unreadable.why()));
        }
        return Optional.empty();
    }

    /** Lets the chain's own tool run the step on a copy of the stage, and keeps the SQL it sent. */
    private boolean record() throws SQLException {
        ChainDriver driver = chain.driver();
        if (driver == null) {
            facts.add(new Fact.NotObserved("the step itself", "it is a program, and nothing here can run it"));
            return false;
        }
        try (Stage copy = stage.copy(before)) {
            copy.letGo();
            up = driver.record(step, Direction.UP, copy.address());
            if (step.down() instanceof Down.Written written) {
                down = written.source() instanceof Program ? recordDown(driver, copy) : sql(written.source());
            }
            return true;
        } catch (StepProgramFailed failed) {
            up = failed.sent();
            refusal = failed.failure();
            return false;
        }
    }

    private Optional<Script> recordDown(ChainDriver driver, Stage copy) {
        try {
            return Optional.of(driver.record(step, Direction.DOWN, copy.address()));
        } catch (StepProgramFailed failed) {
            facts.add(new Fact.WayBack(Fact.Outcome.FAILED, CatalogDiff.none(), failed.failure(), false));
            return Optional.empty();
        }
    }
}
