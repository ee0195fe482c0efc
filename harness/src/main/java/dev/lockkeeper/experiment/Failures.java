package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.rows.Fleeting;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the driver threw into what the server said, at the line it pointed at. */
final class Failures {

    /** Refusals that no transaction around the statement can have caused. */
    private static final Set<String> STATEMENTS_OWN_CLASSES = Set.of("42", "22", "23", "3F", "2B", "28", "54");

    private Failures() {}

    static Failure of(Statement statement, SQLException thrown) {
        ServerErrorMessage said = thrown instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (said == null) {
            String state = thrown.getSQLState() == null ? "00000" : thrown.getSQLState();
            return new Failure(
                    statement.at(),
                    statement.excerpt(),
                    state,
                    String.valueOf(thrown.getMessage()),
                    null,
                    null,
                    Map.of());
        }
        TreeMap<String, String> names = new TreeMap<>();
        put(names, "schema", said.getSchema());
        put(names, "table", said.getTable());
        put(names, "column", said.getColumn());
        put(names, "constraint", said.getConstraint());
        put(names, "datatype", said.getDatatype());
        return new Failure(
                pointedAt(statement, said.getPosition()),
                statement.excerpt(),
                said.getSQLState() == null ? "00000" : said.getSQLState(),
                String.valueOf(said.getMessage()),
                masked(said.getDetail()),
                said.getHint(),
                names);
    }

    /** Whether the refusal may exist only because the statement ran inside a transaction of ours. */
    static boolean mayComeFromOurTransaction(Failure failure) {
        return !STATEMENTS_OWN_CLASSES.contains(failure.sqlState().substring(0, 2));
    }

    private static SourceSpan pointedAt(Statement statement, int position) {
        int line = statement.at().line();
        int end = Math.min(position - 1, statement.sql().length());
        for (int i = 0; i < end; i++) {
            if (statement.sql().charAt(i) == '\n') {
                line++;
            }
        }
        return new SourceSpan(statement.at().file(), line);
    }

    /** Details quote rows, and rows hold the time at which they were written. */
    private static @Nullable String masked(@Nullable String detail) {
        return detail == null ? null : Fleeting.masked(detail, Instant.now());
    }

    private static void put(Map<String, String> names, String key, @Nullable String value) {
        if (value != null) {
            names.put(key, value);
        }
    }
}
