package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A step among others, watched from outside: who waits for whom, and for how long. What is seen must not hang on luck: the
 * reader stays until everybody has had his turn behind the waiting step, and with each statement that locks something the
 * step stands still, its locks held, until everybody has tried. The time it stands still counts for nobody.
 */
final class ContentionScene implements StatementWatch, AutoCloseable {

    /** How long the reader reads on when somebody waits for him. */
    private static final long READING = 1_000;

    /** So short a wait is left to end by itself, since what the step does then is worth seeing. */
    private static final long SHORT_TIMEOUT = 2_000;

    /** On a machine so busy that somebody gets no turn for so long, the step goes on. */
    private static final long AT_MOST = 5_000;

    private static final long BETWEEN_LOOKS = 5;

    private final Connection step;
    private final int stepProcess;
    private final ContentionReader reader;
    private final ContentionLook look;
    private final List<StatementTrace> known;
    private final Map<Integer, Doing> others = new HashMap<>();
    private final Object bell = new Object();
    private final Thread watcher = new Thread(this::watch, "rehearsal");
    private final ContentionNotes notes = new ContentionNotes();

    private @Nullable Statement current;
    private long turn;
    private boolean wrapped;
    private boolean over;
    private @Nullable SQLException trouble;
    private long lookBegan;
    private long standsSince;
    private long stoodStill;

    /** What one of the others is at. */
    private static final class Doing {
        private final ContentionProbe who;
        private long began;
        private long stoodStillThen;
        private long lastDone;
        private boolean waits;
        private boolean lost;
        private long cycleSeen;
        private ContentionNotes.@Nullable Note blamed;

        Doing(ContentionProbe who) {
            this.who = who;
        }
    }

    /** @param known what the step's statements were seen to do when nobody was in their way */
    ContentionScene(Connection step, Connection watching, ContentionReader reader, List<StatementTrace> known)
            throws SQLException {
        this.step = step;
        this.stepProcess = step.unwrap(PGConnection.class).getBackendPID();
        this.reader = reader;
        this.look = new ContentionLook(watching);
        this.known = known;
        this.watcher.setDaemon(true);
    }

    void add(ContentionProbe probe) {
        others.put(probe.process(), new Doing(probe));
    }

    /** Everybody has had a first turn when this returns. */
    void begin() throws SQLException {
        others.values().forEach(doing -> doing.who.start());
        watcher.start();
        standStill();
    }

    List<Waited> waits() {
        return notes.waits();
    }

    List<Blocked> blocks() {
        return notes.blocks();
    }

    // ---- the others' side

    /** Waits for a moment, or until everybody is asked to try; false when all is over. */
    boolean awaitTurn(long millis) throws InterruptedException {
        synchronized (bell) {
            if (!isOver()) {
                bell.wait(millis);
            }
        }
        return !isOver();
    }

    private synchronized boolean isOver() {
        return over;
    }

    synchronized void begins(ContentionProbe probe) {
        Doing doing = of(probe);
        doing.began = System.nanoTime();
        doing.stoodStillThen = stoodStill(doing.began);
        doing.blamed = null;
    }

    synchronized void ends(ContentionProbe probe) {
        Doing doing = of(probe);
        long now = System.nanoTime();
        if (doing.blamed != null) {
            doing.blamed.lasted(now - doing.began - (stoodStill(now) - doing.stoodStillThen));
        }
        doing.lastDone = doing.began;
        doing.began = 0;
        notifyAll();
    }

    synchronized void lost(ContentionProbe probe) {
        of(probe).lost = true;
        notifyAll();
    }

    private Doing of(ContentionProbe probe) {
        return java.util.Objects.requireNonNull(others.get(probe.process()));
    }

    private long stoodStill(long now) {
        return stoodStill + (standsSince == 0 ? 0 : now - standsSince);
    }

    // ---- the step's side

    @Override
    public void beginScript() {}

    /** A statement that its tool would commit by itself is put into a transaction where that changes nothing. */
    @Override
    public void before(Statement statement) throws SQLException {
        if (!ScriptRunner.open(step)) {
            reader.come();
            wrapped = TransactionWords.sameInTransaction(statement);
            if (wrapped) {
                execute("BEGIN");
            }
        }
        at(statement);
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
        if (locks(statement)) {
            standStill();
        }
        at(null);
        if (wrapped) {
            wrapped = false;
            execute("COMMIT");
        }
        return null;
    }

    private boolean locks(Statement statement) {
        return trace(statement)
                .map(trace -> !trace.held().isEmpty() || !trace.touched().isEmpty())
                .orElse(true);
    }

    private Optional<StatementTrace> trace(Statement statement) {
        return known.stream()
                .filter(trace -> trace.statement().equals(statement))
                .findFirst();
    }

    private synchronized void at(@Nullable Statement statement) {
        current = statement;
        turn++;
    }

    private void execute(String command) throws SQLException {
        try (java.sql.Statement statement = step.createStatement()) {
            statement.execute(command);
        }
    }

    /** Until each of the others has either done what he began since then, or waits. */
    private void standStill() throws SQLException {
        long since = System.nanoTime();
        synchronized (this) {
            standsSince = since;
        }
        synchronized (bell) {
            bell.notifyAll();
        }
        synchronized (this) {
            while (trouble == null && !triedSince(since) && millisSince(since) < AT_MOST) {
                waitForNews();
            }
            stoodStill += System.nanoTime() - since;
            standsSince = 0;
            if (trouble != null) {
                throw trouble;
            }
        }
    }

    private void waitForNews() throws SQLException {
        try {
            wait(BETWEEN_LOOKS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("the rehearsal was interrupted", "57014", stopped);
        }
    }

    private boolean triedSince(long since) {
        return lookBegan >= since
                && others.values().stream()
                        .allMatch(doing -> doing.lost || doing.lastDone >= since || (doing.began != 0 && doing.waits));
    }

    private static long millisSince(long nanos) {
        return ScriptRunner.millisSince(nanos);
    }

    // ---- the watcher's side

    private void watch() {
        try {
            while (!isOver()) {
                lookOnce();
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (SQLException lost) {
            synchronized (this) {
                trouble = lost;
                notifyAll();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() throws SQLException {
        long began = System.nanoTime();
        long then;
        synchronized (this) {
            then = turn;
        }
        // The step comes last: whoever is seen to wait behind it while it waits itself is then still seen to.
        List<Integer> processes = new ArrayList<>(new TreeSet<>(others.keySet()));
        processes.add(stepProcess);
        Map<Integer, Set<Integer>> waiting = look.waiting(processes);
        synchronized (this) {
            if (then == turn) {
                lookBegan = began;
                others.forEach((process, doing) -> doing.waits = waiting.containsKey(process));
                if (current != null) {
                    note(current, waiting);
                }
                notifyAll();
            }
        }
    }

    private void note(Statement statement, Map<Integer, Set<Integer>> waiting) throws SQLException {
        Set<Integer> inTheWay = waiting.getOrDefault(stepProcess, Set.of());
        boolean behindReader = inTheWay.contains(reader.process());
        for (Map.Entry<Integer, Doing> other : others.entrySet()) {
            boolean behindStep = waiting.getOrDefault(other.getKey(), Set.of()).contains(stepProcess);
            blame(other.getValue(), statement, behindStep && keepsOthersWaiting(statement), behindReader);
            cycle(other.getValue(), statement, behindStep && inTheWay.contains(other.getKey()));
        }
        if (behindReader) {
            long timeout = trace(statement).map(StatementTrace::lockTimeout).orElse(-1L);
            long since = notes.waits(statement, timeout);
            long limit = timeout > 0 && timeout <= SHORT_TIMEOUT ? timeout + AT_MOST : READING;
            if (millisSince(since) >= limit && (triedSince(since) || millisSince(since) >= limit + AT_MOST)) {
                reader.letGo();
            }
        }
    }

    /** What cannot be in a transaction takes some locks only for an instant, and whether that is seen is luck. */
    private static boolean keepsOthersWaiting(Statement statement) {
        return !TransactionWords.refusedInBlock(statement)
                || KnownLocks.of(statement)
                        .map(known -> known.mode().blocksWrites())
                        .orElse(true);
    }

    private void blame(Doing doing, Statement statement, boolean behindStep, boolean behindReader) {
        if (!behindStep || doing.began == 0) {
            return;
        }
        if (doing.blamed == null) {
            doing.blamed = notes.blocks(doing.who, statement);
        }
        if (behindReader && doing.blamed.isOf(statement)) {
            doing.blamed.queued();
        }
    }

    /** Two that wait for each other would be parted by the server, at a moment and in a way that nobody can foretell. */
    private void cycle(Doing doing, Statement statement, boolean both) throws SQLException {
        if (!both || doing.began == 0) {
            doing.cycleSeen = 0;
        } else if (doing.cycleSeen != doing.began) {
            doing.cycleSeen = doing.began;
        } else {
            notes.blocks(doing.who, statement).deadlocked();
            look.cancel(doing.who.process());
        }
    }

    /** Everybody ends what he is at, which nobody keeps him from any more. */
    @Override
    public void close() throws SQLException {
        synchronized (this) {
            over = true;
        }
        synchronized (bell) {
            bell.notifyAll();
        }
        for (Doing doing : others.values()) {
            doing.who.close();
        }
        try {
            watcher.join(AT_MOST);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        look.close();
        reader.close();
    }
}
