package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the server lets in no transaction, and that was begun by somebody who did not live to see its end: finds
 * out from the catalogue how it ended.
 */
final class LonePiece {

    private static final Pattern CREATE = Pattern.compile(
            "(?is)^create\\s+(?:unique\\s+)?index\\s+concurrently\\s+(?:if\\s+not\\s+exists\\s+)?(\\S+)\\s+on\\s+(?:only\\s+)?([^\\s(]+).*");
    private static final Pattern DROP = Pattern.compile(
            "(?is)^drop\\s+index\\s+concurrently\\s+(?:if\\s+exists\\s+)?([^\\s,;]+)\\s*(?:cascade|restrict)?\\s*$");
    private static final Pattern AGAIN =
            Pattern.compile("(?is)^(vacuum|analyze|reindex|refresh|discard|reset|set|checkpoint|cluster)\\b.*");
    private static final Pattern DETACH = Pattern.compile(
            "(?is)^alter\\s+table\\s+(?:if\\s+exists\\s+)?(\\S+)\\s+detach\\s+partition\\s+(\\S+)\\s+concurrently\\s*$");

    private final Sender sender;
    private final Statement statement;

    LonePiece(Sender sender, Statement statement) {
        this.sender = sender;
        this.statement = statement;
    }

    /** What to do about it. */
    enum Fate {
        DONE,
        AGAIN,
        /** Only somebody who knows what it means can tell. */
        UNKNOWN
    }

    /** Takes away what a broken attempt left, where that is in the way of another. */
    Fate settle() throws SQLException {
        String sql = statement.sql().strip();
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            return index(create.group(1), create.group(2));
        }
        Matcher drop = DROP.matcher(sql);
        if (drop.matches()) {
            return state("SELECT 1 FROM pg_catalog.pg_class WHERE oid = to_regclass(?)", drop.group(1)) == null
                    ? Fate.DONE
                    : Fate.AGAIN;
        }
        Matcher detach = DETACH.matcher(sql);
        if (detach.matches()) {
            return detached(detach.group(1), detach.group(2));
        }
        return AGAIN.matcher(sql).matches() ? Fate.AGAIN : Fate.UNKNOWN;
    }

    private Fate index(String name, String table) throws SQLException {
        // An index lies in the schema of its table, whatever the search path says.
        String valid = state(
                "SELECT i.indisvalid::text || ' ' || c.oid::regclass::text FROM pg_catalog.pg_index i"
                        + " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                        + " WHERE i.indrelid = to_regclass(?) AND c.relname = (pg_catalog.parse_ident(?))[1]",
                table,
                name);
        if (valid == null) {
            return Fate.AGAIN;
        }
        if (valid.startsWith("true")) {
            return Fate.DONE;
        }
        sender.command("DROP INDEX CONCURRENTLY IF EXISTS " + valid.substring(valid.indexOf(' ') + 1));
        return Fate.AGAIN;
    }

    private Fate detached(String parent, String partition) throws SQLException {
        String pending = state(
                "SELECT inhdetachpending::text FROM pg_catalog.pg_inherits"
                        + " WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)",
                parent,
                partition);
        if (pending == null) {
            return Fate.DONE;
        }
        if (pending.equals("true")) {
            sender.command("ALTER TABLE " + parent + " DETACH PARTITION " + partition + " FINALIZE");
            return Fate.DONE;
        }
        return Fate.AGAIN;
    }

    private @Nullable String state(String sql, String... values) throws SQLException {
        try (PreparedStatement ask = sender.session().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                ask.setString(i + 1, values[i]);
            }
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
