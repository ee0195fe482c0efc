package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Kills a step inside a statement that works in several transactions of its own, on a copy of the stage. Such a statement
 * waits between them for everybody who might still see what was; a reader who stays makes sure that it is there when it
 * dies.
 */
final class InterruptionInside {

    private static final Set<KnownLocks> IN_SEVERAL_TRANSACTIONS = Set.of(
            KnownLocks.CREATE_INDEX_CONCURRENTLY,
            KnownLocks.DROP_INDEX_CONCURRENTLY,
            KnownLocks.REINDEX_CONCURRENTLY,
            KnownLocks.DETACH_CONCURRENTLY);

    private final Stage stage;
    private final Script up;
    private final CatalogState before;
    private final CatalogDiff wanted;
    private final List<String> tables;

    /**
     * @param wanted what the step changes when nothing stops it
     * @param tables those it touches
     */
    InterruptionInside(Stage stage, Script up, CatalogState before, CatalogDiff wanted, Collection<String> tables) {
        this.stage = stage;
        this.up = up;
        this.before = before;
        this.wanted = wanted;
        this.tables = List.copyOf(new TreeSet<>(tables));
    }

    /** The first such statement and the last: those between leave more of the same. */
    List<Fact> observe() throws SQLException {
        List<Statement> able = up.statements().stream()
                .filter(statement -> KnownLocks.of(statement)
                        .filter(IN_SEVERAL_TRANSACTIONS::contains)
                        .isPresent())
                .toList();
        List<Fact> facts = new ArrayList<>();
        for (int at = 0; at < able.size(); at++) {
            if (at == 0 || at == able.size() - 1) {
                killedAt(able.get(at)).ifPresent(facts::add);
            }
        }
        return facts;
    }

    private Optional<Fact> killedAt(Statement statement) throws SQLException {
        try (Stage copy = stage.copy();
                ContentionReader reader = new ContentionReader(copy.beside(), tables);
                Connection outside = copy.outside()) {
            Ambush ambush = new Ambush(statement, copy.process(), reader, outside);
            try {
                copy.run(up, Direction.UP, Phase.UP, ambush);
            } catch (SQLException lost) {
                // Nobody can be told of the end of a session in that session.
            }
            if (!ambush.struck()) {
                return Optional.empty();
            }
            reader.letGo();
            copy.loseSession();
            return Optional.of(afterwards(copy, statement));
        }
    }

    private Fact afterwards(Stage copy, Statement statement) throws SQLException {
        CatalogDiff left = CatalogDiffs.between(
                before.snapshot(), copy.catalog().refresh(before).snapshot());
        Failure retry = copy.run(up, Direction.UP, Phase.UP, false).failure();
        boolean differs = retry == null
                && !CatalogDiffs.between(
                                before.snapshot(),
                                copy.catalog().refresh(before).snapshot())
                        .equals(wanted);
        return new Fact.KilledInside(statement.at(), left, retry, differs);
    }

    /** Lets the reader come just before the statement, and kills its session when it waits for him. */
    private static final class Ambush implements StatementWatch {
        private static final int LOOKS = 1_000;
        private static final long BETWEEN_LOOKS = 5;

        private final Statement victim;
        private final int process;
        private final ContentionReader reader;
        private final Connection outside;
        private final Thread thread = new Thread(this::lieInWait, "ambush");
        private volatile boolean passed;
        private volatile boolean struck;

        Ambush(Statement victim, int process, ContentionReader reader, Connection outside) {
            this.victim = victim;
            this.process = process;
            this.reader = reader;
            this.outside = outside;
            thread.setDaemon(true);
        }

        @Override
        public void beginScript() {}

        @Override
        public void before(Statement statement) throws SQLException {
            if (statement.equals(victim)) {
                reader.come();
                thread.start();
            }
        }

        @Override
        public @Nullable StatementTrace after(
                Statement statement,
                Direction direction,
                int index,
                long millis,
                long updateCount,
                @Nullable SQLWarning warnings,
                boolean outsideTransaction)
                throws SQLException {
            if (statement.equals(victim)) {
                passed = true;
                reader.letGo();
            }
            return null;
        }

        private void lieInWait() {
            try {
                ContentionLook look = new ContentionLook(outside);
                for (int looks = 0; looks < LOOKS && !passed; looks++) {
                    if (look.waiting(List.of(process))
                            .getOrDefault(process, Set.of())
                            .contains(reader.process())) {
                        Kill.process(process, outside);
                        struck = true;
                        return;
                    }
                    Thread.sleep(BETWEEN_LOOKS);
                }
                reader.letGo();
            } catch (SQLException lost) {
                passed = true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whether the statement died; asked when its session has ended or has gone past it. */
        boolean struck() throws SQLException {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new SQLException("the walk was interrupted", "57014", stopped);
            }
            return struck;
        }
    }
}
