package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Loads the rows of one version, all or nothing, and finds out which rows they are. */
final class FixtureLoad {

    /** Rows that we can remember one by one. */
    private static final long MEMORABLE = 50_000;

    /**
     * What came of it.
     *
     * @param collided tables that refused a row because its key is taken or overlaps, perhaps by one of ours
     */
    record Outcome(List<LoadedTable> loaded, List<String> mistakes, Set<String> collided) {}

    /** Carries the mistakes out of the work, so that it is undone. */
    private static final class Undo extends SQLException {
        private static final long serialVersionUID = 1;
        private final transient Outcome outcome;

        Undo(Outcome outcome) {
            this.outcome = outcome;
        }
    }

    private final FixtureFiles files;
    private final String what;
    private final List<Statement> statements;
    private final List<FixtureFiles.Csv> tables;
    private final RowOrigins origins;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> collided = new LinkedHashSet<>();

    FixtureLoad(
            FixtureFiles files,
            String what,
            List<Statement> statements,
            List<FixtureFiles.Csv> tables,
            RowOrigins origins) {
        this.files = files;
        this.what = what;
        this.statements = statements;
        this.tables = tables;
        this.origins = origins;
    }

    LockkeeperException refused(Outcome outcome) {
        return LockkeeperException.because("Could not load the fixtures of " + what + ".")
                .answered(String.join("\n", outcome.mistakes()))
                .tryThis("fixtures are loaded right after the up of their version: use the tables and columns as they"
                        + " are then, or move the rows to a version where they fit");
    }

    Outcome run(Connection session) throws SQLException {
        mistakes.clear();
        collided.clear();
        try {
            return Aside.write(session, this::load);
        } catch (Undo undo) {
            return undo.outcome;
        }
    }

    private Outcome load(Connection session) throws SQLException {
        long before = newestTransaction(session);
        for (int i = 0; i < statements.size(); i++) {
            statement(session, statements.get(i), i);
        }
        for (FixtureFiles.Csv csv : inOrder(session)) {
            csv(session, csv);
        }
        if (mistakes.isEmpty()) {
            attempt(session, "", null, c -> execute(c, "SET CONSTRAINTS ALL IMMEDIATE"));
        }
        if (!mistakes.isEmpty()) {
            throw new Undo(new Outcome(List.of(), List.copyOf(mistakes), Set.copyOf(collided)));
        }
        long mine = newestTransaction(session);
        return new Outcome(mine > before ? remember(session, mine) : List.of(), List.of(), Set.of());
    }

    // ---- statements

    private static final Set<String> TRANSACTION = Set.of("begin", "start", "commit", "end");

    private void statement(Connection session, Statement statement, int index) throws SQLException {
        String first = SqlWords.of(statement.sql()).stream()
                .findFirst()
                .map(SqlWords.Word::text)
                .orElse("");
        // The load has a transaction of its own.
        if (TRANSACTION.contains(first)) {
            return;
        }
        String where = statement.at().file() + ", statement " + (index + 1) + " of " + statements.size();
        String data = statement.copyData();
        attempt(session, where, statement, c -> {
            if (data == null) {
                execute(c, statement.sql());
            } else {
                copy(c, statement.sql(), data);
            }
        });
    }

    private interface Action {
        void in(Connection session) throws SQLException;
    }

    // Each on a savepoint of its own, so that one mistake does not hide the next.
    private void attempt(Connection session, String where, @Nullable Statement statement, Action action)
            throws SQLException {
        execute(session, "SAVEPOINT lockkeeper_fixture");
        try {
            action.in(session);
            execute(session, "RELEASE lockkeeper_fixture");
        } catch (SQLException refused) {
            execute(session, "ROLLBACK TO SAVEPOINT lockkeeper_fixture; RELEASE lockkeeper_fixture");
            collision(refused);
            String line = statement == null ? "" : " (line " + line(statement, refused) + ")";
            mistakes.add((where.isEmpty() ? "" : where + line + ": ") + answer(refused));
        }
    }

    private void collision(SQLException refused) {
        ServerErrorMessage message = refused instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String state = String.valueOf(refused.getSQLState());
        if (message != null && (state.equals("23505") || state.equals("23P01"))) {
            collided.add(SqlText.identifier(String.valueOf(message.getSchema())) + "."
                    + SqlText.identifier(String.valueOf(message.getTable())));
        }
    }

    private static String answer(SQLException refused) {
        ServerErrorMessage message = refused instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String text = message == null ? String.valueOf(refused.getMessage()) : String.valueOf(message.getMessage());
        String detail = message == null || message.getDetail() == null ? "" : " (" + message.getDetail() + ")";
        return "PostgreSQL answered " + refused.getSQLState() + ": " + text + detail;
    }

    private static int line(Statement statement, SQLException refused) {
        ServerErrorMessage message = refused instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        int position = message == null
                ? 0
                : Math.min(message.getPosition(), statement.sql().length());
        long lines = position <= 0
                ? 0
                : statement
                        .sql()
                        .substring(0, position - 1)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return statement.at().line() + (int) lines;
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (java.sql.Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void copy(Connection session, String sql, String data) throws SQLException {
        try {
            session.unwrap(BaseConnection.class).getCopyAPI().copyIn(sql, new StringReader(data));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ---- CSV files

    // Parents before children, so that the order of names need not be that of foreign keys.
    private List<FixtureFiles.Csv> inOrder(Connection session) throws SQLException {
        if (tables.size() < 2) {
            return tables;
        }
        Map<Long, List<FixtureFiles.Csv>> byTable = new LinkedHashMap<>();
        List<TableShape> shapes = new ArrayList<>();
        List<FixtureFiles.Csv> ordered = new ArrayList<>();
        for (FixtureFiles.Csv csv : tables) {
            Optional<TableShape> table = find(session, csv.table());
            if (table.isEmpty()) {
                ordered.add(csv);
            } else {
                shapes.add(table.get());
                byTable.computeIfAbsent(table.get().oid(), any -> new ArrayList<>())
                        .add(csv);
            }
        }
        FillOrder.of(shapes, new ImpliedReferences(shapes))
                .forEach(group -> group.forEach(table -> ordered.addAll(byTable.getOrDefault(table.oid(), List.of()))));
        return ordered;
    }

    private void csv(Connection session, FixtureFiles.Csv csv) throws SQLException {
        String label = files.label(csv.file());
        Optional<TableShape> table = find(session, csv.table());
        if (table.isEmpty()) {
            mistakes.add(label + ": there is no table " + csv.table() + " at " + what);
            return;
        }
        String text = FixtureFiles.read(csv.file(), label);
        List<String> header = header(text);
        List<String> missing = header.stream()
                .filter(name -> table.get().column(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            mistakes.add(label + ":1: " + table.get().name() + " has no column " + String.join(", ", missing)
                    + "; it has "
                    + table.get().columns().stream().map(Column::name).collect(Collectors.joining(", ")));
            return;
        }
        String columns = header.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
        attempt(session, label, null, c -> {
            try {
                copy(c, "COPY " + table.get().name() + " (" + columns + ") FROM STDIN WITH (FORMAT csv, HEADER)", text);
            } catch (SQLException refused) {
                collision(refused);
                throw at(refused, label);
            }
        });
    }

    private static Optional<TableShape> find(Connection session, String name) throws SQLException {
        String quoted = name.contains("\"")
                ? name
                : Arrays.stream(name.split("\\.", 2)).map(SqlText::identifier).collect(Collectors.joining("."));
        try (PreparedStatement statement =
                session.prepareStatement("SELECT pg_catalog.to_regclass(?)::pg_catalog.oid::bigint")) {
            statement.setString(1, quoted);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return TableShapes.within(session, List.of(row.getLong(1)), List.of()).stream()
                        .findFirst();
            }
        }
    }

    private static final Pattern COPY_LINE = Pattern.compile("line (\\d+)");

    // The server counts the lines of the file for us, in the context of its message.
    private static SQLException at(SQLException refused, String label) {
        ServerErrorMessage message = refused instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        Matcher line = COPY_LINE.matcher(message == null ? "" : String.valueOf(message.getWhere()));
        return line.find()
                ? new SQLException(
                        answer(refused).replaceFirst("PostgreSQL answered \\w+: ", "") + " at " + label + ":"
                                + line.group(1),
                        refused.getSQLState())
                : refused;
    }

    private static List<String> header(String text) {
        String line = text.lines().findFirst().orElse("");
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && line.startsWith("\"\"", i)) {
                name.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names.stream().map(String::strip).toList();
    }

    // ---- whose rows they are

    /** The newest transaction or savepoint that this session writes under. */
    private static long newestTransaction(Connection session) throws SQLException {
        try (PreparedStatement statement =
                        session.prepareStatement("SELECT max(transactionid::text::bigint) FROM pg_catalog.pg_locks"
                                + " WHERE locktype = 'transactionid' AND pid = pg_backend_pid() AND granted"
                                + " AND mode = 'ExclusiveLock'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static final String WRITTEN =
            "SELECT relid::bigint FROM pg_catalog.pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd > 0 ORDER BY 1";

    private List<LoadedTable> remember(Connection session, long since) throws SQLException {
        List<Long> written = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(WRITTEN);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                written.add(row.getLong(1));
            }
        }
        List<LoadedTable> loaded = new ArrayList<>();
        for (TableShape table : TableShapes.within(session, written, List.of())) {
            long rows = remember(session, table, since);
            if (rows > 0) {
                loaded.add(new LoadedTable(table.name(), rows));
            }
        }
        return loaded;
    }

    private long remember(Connection session, TableShape table, long since) throws SQLException {
        List<Column> key = table.key().isEmpty() ? table.columns() : table.key();
        int[] places = new int[key.size()];
        Arrays.setAll(places, i -> i);
        String from = " FROM " + DataPicture.from(table) + " WHERE xmin::text::bigint >= " + since;
        long rows = count(session, "SELECT count(*)" + from);
        if (rows > MEMORABLE) {
            origins.allOthersAreFixtures(table.oid());
            return rows;
        }
        String columns = key.stream().map(Column::quoted).collect(Collectors.joining(", "));
        try (java.sql.Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns + from)) {
            while (row.next()) {
                @Nullable String[] values = new String[places.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.getString(i + 1);
                }
                origins.put(table.oid(), TablePicture.identity(values, places), Population.FIXTURE);
            }
        }
        return rows;
    }

    private static long count(Connection session, String sql) throws SQLException {
        try (java.sql.Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
