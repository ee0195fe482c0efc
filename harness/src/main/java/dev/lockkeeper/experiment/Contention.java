package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.NotObserved;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.StatementTrace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step, on a copy of the stage, as it will run on a live database: beside a reader whose transaction does not end,
 * and others who read and write every table that it touches.
 */
final class Contention {

    /** Two sessions for each; a server has a hundred, and other chains need some, too. */
    private static final int TABLES = 12;

    /** What waiting for others can end in; whatever else refuses the step has nothing to do with them. */
    private static final Set<String> OF_WAITING = Set.of("55P03", "40P01", "57014");

    private static final String TOO_MANY_SESSIONS = "53300";

    /** One at a time, so that they neither run out of sessions nor measure each other. */
    private static final ReentrantLock TURN = new ReentrantLock(true);

    private final Stage stage;
    private final Script up;
    private final CatalogState before;
    private final List<String> tables;
    private final List<StatementTrace> traces;

    /**
     * @param tables those the step touches
     * @param traces what its statements did when nobody was in their way
     */
    Contention(Stage stage, Script up, CatalogState before, Collection<String> tables, List<StatementTrace> traces) {
        this.stage = stage;
        this.up = up;
        this.before = before;
        this.traces = traces;
        this.tables = tables.stream()
                .sorted(Comparator.comparing(this::strongestLock).reversed().thenComparing(name -> name))
                .toList();
    }

    private LockMode strongestLock(String table) {
        return traces.stream()
                .flatMap(trace -> trace.held().stream())
                .filter(lock -> lock.relation().equals(table))
                .map(StatementTrace.Lock::mode)
                .max(Comparator.naturalOrder())
                .orElse(LockMode.ACCESS_SHARE);
    }

    Fact observe() throws SQLException {
        if (tables.isEmpty()) {
            return new Rehearsed(List.of(), List.of(), List.of(), List.of(), null, null);
        }
        TURN.lock();
        try (Stage copy = stage.copy()) {
            return amongOthers(copy);
        } catch (SQLException refused) {
            if (TOO_MANY_SESSIONS.equals(refused.getSQLState())) {
                return notObserved("the server has no more sessions to play others with");
            }
            throw refused;
        } finally {
            TURN.unlock();
        }
    }

    private static Fact notObserved(String why) {
        return new NotObserved("the step beside others", why);
    }

    private Fact amongOthers(Stage copy) throws SQLException {
        Set<String> played = new TreeSet<>();
        ContentionReader reader = new ContentionReader(copy.beside(), tables);
        ContentionScene scene = new ContentionScene(copy.connection(), copy.outside(), reader, traces);
        ScriptRun run;
        try (scene) {
            for (String table : tables.subList(0, Math.min(TABLES, tables.size()))) {
                addOthers(copy, scene, table, played);
            }
            reader.come();
            scene.begin();
            run = copy.run(up, Direction.UP, Phase.UP, scene);
        }
        Failure refused = run.failure();
        if (refused != null && !OF_WAITING.contains(refused.sqlState())) {
            return notObserved("it was refused (" + refused.sqlState() + ": " + refused.message() + ")");
        }
        return new Rehearsed(
                List.copyOf(played),
                tables.stream()
                        .filter(table -> !played.contains(table))
                        .sorted()
                        .toList(),
                scene.waits(),
                scene.blocks(),
                refused,
                scene.waits().stream().anyMatch(wait -> wait.lockTimeout() == 0) ? bounded() : null);
    }

    private static void addOthers(Stage copy, ContentionScene scene, String table, Set<String> played)
            throws SQLException {
        List<Optional<ContentionProbe>> both = new ArrayList<>();
        both.add(ContentionProbe.reading(table, copy.beside(), scene));
        both.add(ContentionProbe.writing(table, copy.beside(), scene));
        both.forEach(probe -> probe.ifPresent(scene::add));
        if (both.stream().allMatch(Optional::isPresent)) {
            played.add(table);
        }
    }

    /** The step once more, giving up soon behind a reader who stays. */
    private @Nullable Bounded bounded() throws SQLException {
        try (Stage copy = stage.copy();
                ContentionReader reader = new ContentionReader(copy.beside(), tables)) {
            reader.come();
            copy.execute("SET lock_timeout TO '100ms'");
            Failure refusal = copy.run(up, Direction.UP, Phase.UP, false).failure();
            if (refusal == null) {
                return null;
            }
            reader.letGo();
            return new Bounded(
                    refusal,
                    CatalogDiffs.between(
                            before.snapshot(), copy.catalog().refresh(before).snapshot()));
        }
    }
}
