package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The tables that hold a name for each step and little else: dbmate's, sql-migrate's and Diesel's. */
record NamedVersions(
        String tool,
        String format,
        String table,
        String key,
        Optional<String> time,
        Set<String> others,
        Function<Step, String> name)
        implements HistoryReader {

    static NamedVersions dbmate() {
        // Rails and golang-migrate call theirs the same; golang-migrate's has a second column.
        return new NamedVersions(
                "dbmate",
                "dbmate",
                "schema_migrations",
                "version",
                Optional.empty(),
                Set.of("dirty"),
                step -> digits(ChainFile.name(step)));
    }

    static NamedVersions sqlMigrate() {
        return new NamedVersions(
                "sql-migrate",
                "sql-migrate",
                "gorp_migrations",
                "id",
                Optional.of("applied_at"),
                Set.of(),
                ChainFile::name);
    }

    static NamedVersions diesel() {
        return new NamedVersions(
                "Diesel",
                "diesel",
                "__diesel_schema_migrations",
                "version",
                Optional.of("run_on"),
                Set.of(),
                step -> step.version().replace("-", ""));
    }

    private static String digits(String fileName) {
        int end = 0;
        while (end < fileName.length() && Character.isDigit(fileName.charAt(end))) {
            end++;
        }
        return fileName.substring(0, end);
    }

    @Override
    public Set<String> formats() {
        return Set.of(format);
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(new HistoryTable("public", table));
    }

    @Override
    public Set<String> columns() {
        return time.map(column -> Set.of(key, column)).orElseGet(() -> Set.of(key));
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable place, Chain chain) throws SQLException {
        return Rows.of(
                session,
                "SELECT * FROM " + place.quoted() + " ORDER BY " + time.orElse(key) + ", " + key,
                row -> HistoryRow.applied(row.getString(key))
                        .at(time.isPresent() ? Rows.instant(row, time.get()) : null));
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return row.key().equals(name.apply(step));
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return Text.UNKNOWN;
    }

    @Override
    public Late late(Chain chain) {
        return Late.RUNS;
    }
}
