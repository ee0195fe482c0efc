package dev.lockkeeper.rows;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A database of its own on the tests' shared server, in which a test plays one step. */
final class RowsDatabase implements AutoCloseable {

    private final ThrowawayServer server;
    private final String name;
    private final Connection connection;
    private final RowOrigins origins = new RowOrigins();

    RowsDatabase() {
        this("17");
    }

    RowsDatabase(String version) {
        server = RuleTrial.server(version);
        name = server.createDatabase("rows");
        try {
            connection = server.connect(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connection() {
        return connection;
    }

    RowOrigins origins() {
        return origins;
    }

    void run(String... statements) {
        for (String sql : statements) {
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }

    String ask(String sql) {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> list(String sql) {
        List<String> values = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> tables() {
        return list("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1");
    }

    Filled fill(Population... populations) throws SQLException {
        return new RowGenerator(1, 12, origins).fill(connection, tables(), populations);
    }

    /** What the statements do to the rows, as {@code table.column effect values named|silent}. */
    List<String> effectsOf(String... statements) throws SQLException {
        return effects(statements).stream().map(RowsDatabase::text).toList();
    }

    List<DataEffect> effects(String... statements) throws SQLException {
        DataPicture before = DataPicture.take(connection, tables());
        List<Statement> step = new ArrayList<>();
        for (String sql : statements) {
            run(sql);
            step.add(Statement.of(sql, new SourceSpan("step.sql", step.size() + 1)));
        }
        DataPicture after = before.again(connection, tables());
        return DataComparison.compare(before, after, origins, Direction.UP, Attribution.ofStatements(step));
    }

    private static String text(DataEffect effect) {
        String column = effect.column() == null ? "" : "." + effect.column();
        return effect.table().replace("public.", "") + column + " "
                + effect.effect().name().toLowerCase(Locale.ROOT) + " " + effect.values() + " "
                + (effect.named() ? "named" : "silent");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.dropDatabase(name);
    }
}
