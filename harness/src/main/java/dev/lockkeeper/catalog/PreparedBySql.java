package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Queries that a session keeps planned under names of our own. The driver would forget its own prepared statements
 * after every CREATE, ALTER or DROP, and planning these queries costs more than running them.
 */
public final class PreparedBySql {

    static final String PREFIX = "lockkeeper_kept_";

    /** What is done with each row of an answer. */
    public interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** One query with its arguments. */
    public record Call(String sql, Row row) {}

    private final Connection session;
    private final Set<String> known;

    /** Those of a session as it is now. */
    public static PreparedBySql in(Connection session) throws SQLException {
        Set<String> known = new HashSet<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM pg_catalog.pg_prepared_statements"
                        + " WHERE pg_catalog.starts_with(name, '" + PREFIX + "')")) {
            while (row.next()) {
                known.add(row.getString(1));
            }
        }
        return new PreparedBySql(session, known);
    }

    /** @param known the names that the session has, with our prefix; a script may have discarded some */
    PreparedBySql(Connection session, Set<String> known) {
        this.session = session;
        this.known = known;
    }

    public Call call(String name, String types, String sql, Row row, String... arguments) throws SQLException {
        if (known.add(PREFIX + name)) {
            try (Statement statement = session.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("PREPARE " + PREFIX + name + types + " AS " + sql);
            }
        }
        String list = arguments.length == 0 ? "" : "(" + String.join(", ", arguments) + ")";
        return new Call("EXECUTE " + PREFIX + name + list, row);
    }

    /** All in one round trip. */
    public void run(List<Call> calls) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(calls.stream().map(Call::sql).collect(Collectors.joining("; ")));
            for (Call call : calls) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        call.row().take(row);
                    }
                }
                statement.getMoreResults();
            }
        }
    }

    static String numbers(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'"));
    }

    static String texts(Collection<String> texts) {
        return texts.isEmpty()
                ? "'{}'"
                : texts.stream().map(SqlText::literal).collect(Collectors.joining(",", "ARRAY[", "]::text[]"));
    }
}
