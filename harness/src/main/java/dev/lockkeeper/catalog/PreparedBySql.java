package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Queries that a session keeps planned under names of our own. The driver would forget its own prepared statements
 * after every CREATE, ALTER or DROP, and planning these queries costs more than running them.
 */
final class PreparedBySql {

    static final String PREFIX = "lockkeeper_shapes_";

    /** What is done with each row of an answer. */
    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** One query with its arguments. */
    record Call(String sql, Row row) {}

    private final Connection session;
    private final Set<String> known;

    /** @param known the names that the session has, with our prefix; a script may have discarded some */
    PreparedBySql(Connection session, Set<String> known) {
        this.session = session;
        this.known = known;
    }

    Call call(String name, String types, String sql, Row row, String... arguments) throws SQLException {
        if (known.add(PREFIX + name)) {
            try (Statement statement = session.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("PREPARE " + PREFIX + name + types + " AS " + sql);
            }
        }
        return new Call("EXECUTE " + PREFIX + name + "(" + String.join(", ", arguments) + ")", row);
    }

    /** All in one round trip. */
    void run(List<Call> calls) throws SQLException {
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
