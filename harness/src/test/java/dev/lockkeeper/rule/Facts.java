package dev.lockkeeper.rule;

import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.StepKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of one step, said in the words of the case; what the case is not about has a harmless default. */
final class Facts {

    private final List<Fact> facts = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<CatalogObject> before = new ArrayList<>();
    private final List<StepFacts> earlier = new ArrayList<>();
    private Grouping grouping = Grouping.TRANSACTION;

    static Facts step() {
        return new Facts();
    }

    /** A table that stood there before the step, of which nobody knows the size. */
    Facts given(String table) {
        before.add(new CatalogObject(new ObjectId(ObjectKind.TABLE, table), null, "", Map.of()));
        return this;
    }

    /** The same, with as many rows in the user's fixtures. */
    Facts given(String table, long rows) {
        facts.add(new Fact.TableSize(table, rows, true));
        return given(table);
    }

    Facts grouped(Grouping other) {
        grouping = other;
        return this;
    }

    Facts after(StepFacts... steps) {
        earlier.addAll(List.of(steps));
        return this;
    }

    /** A statement that does nothing worth telling. */
    Facts ran(String sql) {
        return saw(new Trace(sql));
    }

    Facts saw(Trace trace) {
        SourceSpan at = new SourceSpan("step.sql", statements.size() + 1);
        Statement statement = Statement.of(trace.sql, at);
        facts.add(new StatementTrace(
                Direction.UP,
                statements.size(),
                statement,
                1,
                trace.held,
                trace.alreadyHeld,
                trace.rewrote,
                trace.scanned,
                trace.built,
                trace.touched,
                -1,
                List.of(),
                false,
                trace.timeout));
        statements.add(statement);
        return this;
    }

    StepFacts facts() {
        SourceSpan at = new SourceSpan("step.sql", 1);
        Script up = new Script(statements, grouping, at);
        Step step = new Step(
                "2", "", "step.sql", "", StepKind.VERSIONED, up, new Down.OneWay("an example", at), List.of(), "2");
        Chain chain = new Chain("c", "golang-migrate", Path.of("."), List.of(step), false, true, List.of(), null, "");
        CatalogSnapshot schema = CatalogSnapshot.of(before);
        return new StepFacts(
                chain,
                step,
                earlier.size(),
                new ServerInfo("17.6", "embedded", "asked"),
                Budgets.defaults(),
                up,
                Optional.empty(),
                schema,
                schema,
                with(new Fact.SchemaChanged(CatalogDiff.none())),
                earlier);
    }

    private List<Fact> with(Fact fact) {
        List<Fact> all = new ArrayList<>(facts);
        all.add(fact);
        return all;
    }

    static Trace statement(String sql) {
        return new Trace(sql);
    }

    /** What one statement did. */
    static final class Trace {
        private final String sql;
        private final List<Lock> held = new ArrayList<>();
        private final List<Lock> alreadyHeld = new ArrayList<>();
        private final List<String> rewrote = new ArrayList<>();
        private final List<String> scanned = new ArrayList<>();
        private final List<IndexBuilt> built = new ArrayList<>();
        private final List<RowsTouched> touched = new ArrayList<>();
        private long timeout;

        Trace(String sql) {
            this.sql = sql;
        }

        Trace locked(String table, LockMode mode) {
            held.add(new Lock(table, mode));
            return this;
        }

        Trace found(String table, LockMode mode) {
            alreadyHeld.add(new Lock(table, mode));
            return this;
        }

        Trace rewrote(String table) {
            rewrote.add(table);
            return this;
        }

        Trace built(String index, String table) {
            built.add(new IndexBuilt(index, table, false));
            scanned.add(table);
            return this;
        }

        Trace updated(String table, long rows) {
            touched.add(new RowsTouched(table, 0, rows, 0));
            return this;
        }

        Trace waitingAtMost(long millis) {
            timeout = millis;
            return this;
        }
    }
}
