package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.model.Fact.Preflight;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions for a live database before a step: how many rows or values would a statement of it lose or change? */
final class EffectPreflight {

    /** Types between which a cast there and back says whether the value survives. */
    private static final Set<String> THERE_AND_BACK = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "text",
            "character varying",
            "date",
            "timestamp without time zone",
            "timestamp with time zone");

    private EffectPreflight() {}

    /**
     * @param column the column as it was, or null for whole rows
     * @param after the column as it is now, or null when it is gone
     * @param sql the answerable statement
     */
    static @Nullable Preflight of(String table, @Nullable Column column, @Nullable Column after, String sql) {
        SqlClauses statement = new SqlClauses(sql);
        String first = statement.size() == 0 ? "" : statement.word(0).text();
        return switch (first.toLowerCase(Locale.ROOT)) {
            case "delete" -> aimsAt(table, statement) ? deleted(table, statement) : null;
            case "truncate", "drop" -> all(table);
            case "update" -> column == null || !aimsAt(table, statement) ? null : updated(table, column, statement);
            case "alter" -> column == null ? null : retyped(table, column, after);
            default -> null;
        };
    }

    /** Rows of another table went by a foreign key or a trigger, and that table may not have the columns of the WHERE. */
    private static boolean aimsAt(String table, SqlClauses statement) {
        return statement
                .targetName()
                .filter(target -> lastName(target).equals(lastName(table)))
                .isPresent();
    }

    private static String lastName(String qualified) {
        return SqlWords.of(qualified).stream()
                .filter(SqlWords.Word::name)
                .map(SqlWords.Word::text)
                .reduce("", (first, second) -> second);
    }

    private static Preflight all(String table) {
        return new Preflight("How many rows would be lost?", "SELECT count(*) FROM " + table);
    }

    private static @Nullable Preflight deleted(String table, SqlClauses statement) {
        // Other tables in USING would have to be joined; their rows are not this table's.
        if (statement.findAt(0, statement.size(), 0, "using") >= 0 || statement.target() < 0) {
            return null;
        }
        String where = statement.where().map(condition -> " WHERE " + condition).orElse("");
        return new Preflight(
                "How many rows would be deleted?", "SELECT count(*) FROM " + table + statement.alias() + where);
    }

    private static @Nullable Preflight updated(String table, Column column, SqlClauses statement) {
        Map<String, String> assignments = statement.assignments();
        if (assignments.isEmpty()) {
            return null;
        }
        String value = assignments.get(column.name());
        String reached = statement.where().map(where -> "(" + where + ") AND ").orElse("");
        String from = "SELECT count(*) FROM " + table + statement.alias() + " WHERE " + reached;
        // A column that the statement does not name is changed by a trigger, in every row that it reaches.
        String test = value == null
                ? column.quoted() + " IS NOT NULL"
                : column.quoted() + " IS NOT NULL AND " + column.quoted() + "::text IS DISTINCT FROM (" + value
                        + ")::text";
        return new Preflight("How many values of " + column.name() + " would be overwritten?", from + test);
    }

    private static @Nullable Preflight retyped(String table, Column column, @Nullable Column after) {
        if (after == null) {
            return new Preflight(
                    "How many values of " + column.name() + " would be lost?",
                    "SELECT count(" + column.quoted() + ") FROM " + table);
        }
        boolean known = THERE_AND_BACK.contains(column.type().base().name())
                && THERE_AND_BACK.contains(after.type().base().name());
        return known
                ? new Preflight(
                        "How many values of " + column.name() + " would come out different?",
                        "SELECT count(*) FROM " + table + " WHERE CAST(CAST(" + column.quoted() + " AS "
                                + after.typeText() + ") AS " + column.typeText() + ") IS DISTINCT FROM "
                                + column.quoted())
                : null;
    }
}
