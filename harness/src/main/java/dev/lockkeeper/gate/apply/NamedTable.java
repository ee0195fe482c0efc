package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the tables that hold a name for each step and little else: dbmate's, sql-migrate's and Diesel's.
 *
 * @param columns of a new table
 * @param insert columns and values of a new row, with one place for the name
 */
record NamedTable(String format, String table, String columns, String key, String insert, Function<Step, String> name)
        implements ToolHistory {

    static NamedTable dbmate() {
        return new NamedTable(
                "dbmate",
                "schema_migrations",
                "version varchar(128) primary key",
                "version",
                "(version) VALUES (?)",
                step -> Sql.fileName(step).replaceFirst("\\D.*$", ""));
    }

    static NamedTable sqlMigrate() {
        return new NamedTable(
                "sql-migrate",
                "gorp_migrations",
                "\"id\" text not null primary key, \"applied_at\" timestamp with time zone",
                "id",
                "(id, applied_at) VALUES (?, now())",
                Sql::fileName);
    }

    static NamedTable diesel() {
        return new NamedTable(
                "diesel",
                "__diesel_schema_migrations",
                "version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "version",
                "(version) VALUES (?)",
                step -> step.version().replace("-", ""));
    }

    @Override
    public Set<String> formats() {
        return Set.of(format);
    }

    @Override
    public HistoryTable usualPlace(Chain chain) {
        return new HistoryTable("public", table);
    }

    @Override
    public void create(Connection session, HistoryTable place) throws SQLException {
        Sql.script(session, "CREATE TABLE " + place.quoted() + " (" + columns + ")");
    }

    @Override
    public void applied(Connection session, HistoryTable place, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException {
        Sql.run(session, "INSERT INTO " + place.quoted() + " " + insert, name.apply(step));
    }

    @Override
    public void undone(Connection session, HistoryTable place, Chain chain, Step step, String before)
            throws SQLException {
        Sql.run(session, "DELETE FROM " + place.quoted() + " WHERE " + key + " = ?", name.apply(step));
    }
}
