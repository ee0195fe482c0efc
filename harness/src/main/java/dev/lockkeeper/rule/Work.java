package dev.lockkeeper.rule;

import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.StatementTrace;
import java.util.List;

/**
 * What one statement of the up did to a table that others use.
 *
 * @param lock the strongest lock the transaction held on the table meanwhile
 * @param parts the columns, constraints or indexes concerned, by their full names
 */
public record Work(Hazard hazard, StatementTrace trace, String table, LockMode lock, List<String> parts) {

    public Work {
        parts = List.copyOf(parts);
    }

    /** The columns, constraints or indexes, by their own names. */
    public List<String> names() {
        return parts.stream().map(SqlWords::lastName).toList();
    }

    /** The first of them, or the table when there is none. */
    public String name() {
        return parts.isEmpty() ? SqlWords.lastName(table) : SqlWords.lastName(parts.get(0));
    }
}
