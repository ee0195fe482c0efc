package dev.lockkeeper;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.OlderTransactions;
import dev.lockkeeper.model.TargetFact.Open;
import dev.lockkeeper.target.OpenSession;
import dev.lockkeeper.target.Surroundings;
import dev.lockkeeper.target.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the open transactions of a live database that statements which work CONCURRENTLY would wait for. */
final class OlderLook {

    private static final Pattern CONCURRENTLY = Pattern.compile(
            "(?is)^\\s*(?:(create)\\s+(?:unique\\s+)?index|(reindex)\\b.*|(drop)\\s+index|alter\\s+table\\b.*\\b(detach)\\b.*)"
                    + "\\s+concurrently\\b.*");

    /** A transaction that idles longer than this is not one whose next statement is under way. */
    private static final long MOMENT = 1;

    /** A statement that has run for so long may run for as long again. */
    private static final long LONG = 60;

    private final Target target;
    private @Nullable List<OpenSession> open;

    OlderLook(Target target) {
        this.target = target;
    }

    List<OlderTransactions> waitedFor(StepFacts step) {
        return step.all(StatementTrace.class).stream()
                .filter(trace -> trace.direction() == Direction.UP)
                .flatMap(trace -> kind(trace).flatMap(kind -> fact(trace, kind)).stream())
                .toList();
    }

    private static Optional<String> kind(StatementTrace trace) {
        var matcher = CONCURRENTLY.matcher(trace.statement().sql());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group).toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private Optional<OlderTransactions> fact(StatementTrace trace, String kind) {
        List<String> tables = trace.held().stream().map(Lock::relation).toList();
        List<Open> older = sessions().stream()
                .flatMap(session -> why(session, kind, tables)
                        .map(why -> new Open(session.who(), session.state(), session.seconds(), why))
                        .stream())
                .toList();
        return older.isEmpty()
                ? Optional.empty()
                : Optional.of(new OlderTransactions(
                        trace.statement().at(),
                        trace.statement().excerpt(),
                        tables.isEmpty() ? trace.statement().excerpt() : tables.get(0),
                        older));
    }

    /** A build waits for writers of its table and for every older snapshot; what takes something away waits for readers. */
    private static Optional<String> why(OpenSession session, String kind, List<String> tables) {
        Predicate<String> locks = kind.equals("create") ? session.written()::contains : session.held()::contains;
        Optional<String> locked = tables.stream().filter(locks).findFirst().map(table -> "holds a lock on " + table);
        boolean snapshot = session.snapshot() && (kind.equals("create") || kind.equals("reindex"));
        return locked.or(() -> snapshot ? Optional.of("reads by a snapshot of before") : Optional.empty());
    }

    private List<OpenSession> sessions() {
        if (open == null) {
            open = new Surroundings(target)
                    .open().stream()
                            .filter(session -> session.seconds() >= (idles(session) ? MOMENT : LONG))
                            .toList();
        }
        return open;
    }

    private static boolean idles(OpenSession session) {
        return session.state().startsWith("idle in transaction")
                || session.state().equals("prepared");
    }
}
