package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures on one server what each statement of the list locks, writes anew, reads in full and builds. */
final class LockTable {

    private static final Pattern FROM = Pattern.compile("-- from (\\d+)");
    private static final Pattern WITHOUT = Pattern.compile("-- without (\\w+)");

    /** The indexes of {@code lock-table.sql}. */
    private static final Pattern INDEX = Pattern.compile(".*(_idx|_pkey|_unique|m_id)");

    /** One statement of the list, under its heading. */
    record Shape(String group, String sql, int fromVersion, String without) {}

    /** What one statement did, as the page says it. */
    record Measured(String locks, String rewrote, String scanned, String built) {}

    private LockTable() {}

    static List<Shape> shapes() throws IOException {
        List<Shape> shapes = new ArrayList<>();
        String group = "";
        for (String line : resource("lock-table-statements.sql").lines().toList()) {
            if (line.startsWith("-- group: ")) {
                group = line.substring("-- group: ".length());
            } else if (!line.isBlank()) {
                Matcher from = FROM.matcher(line);
                Matcher without = WITHOUT.matcher(line);
                shapes.add(new Shape(
                        group,
                        line.substring(0, line.lastIndexOf(';')).strip(),
                        from.find() ? Integer.parseInt(from.group(1)) : 0,
                        without.find() ? without.group(1) : ""));
            }
        }
        return shapes;
    }

    /** Every shape this server knows, each on the same tables. */
    static Map<String, Measured> measure(ThrowawayServer server) throws Exception {
        String database = server.createDatabase("locks");
        Map<String, Measured> seen = new LinkedHashMap<>();
        try (Connection connection = server.connect(database)) {
            execute(connection, resource("lock-table.sql"));
            Tracer tracer = Tracer.install(connection);
            for (Shape shape : shapes()) {
                if (server.info().major() >= shape.fromVersion()) {
                    Statement statement = Statement.of(shape.sql(), new SourceSpan("list", 1));
                    seen.put(
                            shape.sql(),
                            TransactionWords.refusedInBlock(statement)
                                            || shape.sql().startsWith("cluster")
                                    ? waiting(server, shape, statement)
                                    : inTransaction(connection, tracer, statement));
                }
            }
        }
        server.dropDatabase(database);
        return seen;
    }

    private static Measured inTransaction(Connection connection, Tracer tracer, Statement statement)
            throws SQLException {
        execute(connection, "begin");
        tracer.beginScript();
        tracer.before(statement);
        try {
            execute(connection, statement.sql());
        } catch (SQLException refused) {
            throw new IllegalStateException(
                    "the list holds a statement that does not run: " + statement.sql(), refused);
        }
        StatementTrace trace = tracer.after(statement, Direction.UP, 0, 0, 0, null, false);
        execute(connection, "rollback");
        return said(trace, locks(trace));
    }

    /**
     * A statement that cannot be in a transaction is kept waiting for one relation after the other, so that the server
     * itself says which lock it asks for; then it is let run, and what it left is looked at. What it waits for is held in
     * a mode that lets by the passing locks with which names are looked up.
     */
    private static Measured waiting(ThrowawayServer server, Shape shape, Statement statement) throws Exception {
        String database = server.createDatabase("waiting");
        try (Connection migrating = server.connect(database);
                Connection holder = server.connect(database);
                Connection observer = server.connect(database)) {
            execute(holder, resource("lock-table.sql"));
            if (!shape.without().isEmpty()) {
                execute(holder, "drop table " + shape.without());
            }
            List<String> locks = new ArrayList<>();
            List<String> relations = shape.sql().contains("part") ? List.of("part", "part_1") : List.of("t");
            for (String relation : relations) {
                locks.add(relation + " " + askedFor(migrating, holder, observer, statement, relation));
            }
            Tracer tracer = Tracer.install(migrating);
            tracer.beginScript();
            tracer.before(statement);
            execute(migrating, statement.sql());
            StatementTrace trace = tracer.after(statement, Direction.UP, 0, 0, 0, null, true);
            return said(trace, locks);
        } finally {
            server.dropDatabase(database);
        }
    }

    /** The mode the statement waits for. */
    private static String askedFor(
            Connection migrating, Connection holder, Connection observer, Statement statement, String relation)
            throws Exception {
        int pid = Integer.parseInt(ask(migrating, "select pg_backend_pid()"));
        execute(migrating, "set lock_timeout = '20s'");
        execute(holder, "begin; lock table " + relation + " in share update exclusive mode");
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                execute(migrating, statement.sql());
            } catch (SQLException cancelled) {
                throw new IllegalStateException(cancelled);
            }
        });
        String asked = "";
        while (asked.isEmpty() && !running.isDone()) {
            asked = ask(
                    observer,
                    "select coalesce((select mode from pg_locks where not granted and locktype = 'relation' and pid = "
                            + pid + " limit 1), '')");
        }
        execute(observer, "select pg_cancel_backend(" + pid + ")");
        try {
            running.get();
            throw new IllegalStateException(statement.sql() + " did not wait for " + relation);
        } catch (ExecutionException cancelled) {
            // It was made to stop; the lock it asked for is known.
            return LockMode.fromServer(asked).words();
        } finally {
            execute(holder, "rollback");
        }
    }

    /** Locks of indexes are left out where the lock of a table says as much. */
    private static List<String> locks(StatementTrace trace) {
        LockMode strongest = trace.held().stream()
                .filter(lock -> !isIndex(lock.relation()))
                .map(StatementTrace.Lock::mode)
                .max(LockMode::compareTo)
                .orElse(LockMode.ACCESS_SHARE);
        return trace.held().stream()
                .filter(lock -> !isIndex(lock.relation()) || lock.mode().compareTo(strongest) > 0)
                .map(lock -> lock.relation() + " " + lock.mode().words())
                .toList();
    }

    private static boolean isIndex(String relation) {
        return INDEX.matcher(relation).matches();
    }

    private static Measured said(StatementTrace trace, List<String> locks) {
        return new Measured(
                bare(locks.stream()),
                bare(trace.rewrote().stream()),
                bare(trace.scanned().stream()),
                bare(trace.indexesBuilt().stream()
                        .map(built -> trace.rewrote().contains(built.table())
                                ? "every index of " + built.table()
                                : built.index() + " on " + built.table())
                        .distinct()));
    }

    private static String bare(Stream<String> names) {
        return names.map(name -> name.replace("public.", "")).sorted().collect(Collectors.joining("<br>"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream stream = java.util.Objects.requireNonNull(LockTable.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
