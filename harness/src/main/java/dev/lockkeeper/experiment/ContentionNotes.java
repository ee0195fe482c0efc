package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who waited for whom in one rehearsal, statement by statement; for one thread at a time. */
final class ContentionNotes {

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::at).thenComparing(Key::table).thenComparing(Key::writes);

    private final Map<SourceSpan, Wait> waits = new TreeMap<>();
    private final Map<Key, Note> blocks = new TreeMap<>(ORDER);

    private record Key(SourceSpan at, String table, boolean writes) {}

    private static final class Wait {
        private final Statement statement;
        private final long lockTimeout;
        private final long since = System.nanoTime();
        private long millis;

        Wait(Statement statement, long lockTimeout) {
            this.statement = statement;
            this.lockTimeout = lockTimeout;
        }
    }

    /** Reads or writes of one table that one statement keeps waiting. */
    static final class Note {
        private final Key key;
        private final Statement statement;
        private boolean queued;
        private boolean deadlock;
        private long millis;

        private Note(Key key, Statement statement) {
            this.key = key;
            this.statement = statement;
        }

        boolean isOf(Statement other) {
            return statement.equals(other);
        }

        void queued() {
            queued = true;
        }

        void deadlocked() {
            deadlock = true;
        }

        void lasted(long nanos) {
            millis = Math.max(millis, nanos / 1_000_000);
        }
    }

    /** The statement is seen to wait for the reader; the moment at which it was first seen to. */
    long waits(Statement statement, long lockTimeout) {
        Wait wait = waits.computeIfAbsent(statement.at(), at -> new Wait(statement, lockTimeout));
        wait.millis = ScriptRunner.millisSince(wait.since);
        return wait.since;
    }

    Note blocks(ContentionProbe who, Statement statement) {
        return blocks.computeIfAbsent(
                new Key(statement.at(), who.table(), who.writes()), key -> new Note(key, statement));
    }

    List<Waited> waits() {
        return waits.values().stream()
                .map(wait -> new Waited(wait.statement.at(), wait.statement.excerpt(), wait.lockTimeout, wait.millis))
                .toList();
    }

    List<Blocked> blocks() {
        return blocks.values().stream()
                .map(note -> new Blocked(
                        note.key.table(),
                        note.key.writes(),
                        note.key.at(),
                        note.statement.excerpt(),
                        note.queued,
                        note.deadlock,
                        note.millis))
                .toList();
    }
}
