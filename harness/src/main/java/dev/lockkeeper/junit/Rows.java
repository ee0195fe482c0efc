package dev.lockkeeper.junit;

import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays rows in a test's database and looks at them; tables are named as {@code schema.table}. */
public final class Rows {

    private final MigratedDatabase database;

    Rows(MigratedDatabase database) {
        this.database = database;
    }

    /** One row; values may be given as text whatever the type of the column. */
    public Rows insert(String table, Map<String, ?> row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row);
        String columns = values.keySet().stream().map(Rows::quoted).collect(Collectors.joining(", "));
        String places = values.keySet().stream()
                .map(column -> "CAST(CAST(? AS text) AS " + type(table, column) + ")")
                .collect(Collectors.joining(", "));
        List<@Nullable String> texts = new ArrayList<>();
        values.values().forEach(value -> texts.add(value == null ? null : value.toString()));
        update("INSERT INTO " + quotedTable(table) + " (" + columns + ") VALUES (" + places + ")", texts);
        return this;
    }

    /** Statements as they are. */
    public Rows run(String sql) {
        return MigratedDatabase.asking(() -> {
            try (Connection session = database.session();
                    Statement statement = session.createStatement()) {
                statement.execute(sql);
                return this;
            }
        });
    }

    /** Fills tables with rows that are legal and chosen to hurt. */
    public Rows generate(String... tables) {
        return MigratedDatabase.asking(() -> {
            database.stage().generateRows(List.of(tables));
            return this;
        });
    }

    /** All rows of a table, in no order; columns by name. */
    public List<Map<String, @Nullable Object>> of(String table) {
        return query("SELECT * FROM " + quotedTable(table));
    }

    public long count(String table) {
        return ((Number) java.util.Objects.requireNonNull(query("SELECT count(*) AS n FROM " + quotedTable(table))
                        .get(0)
                        .get("n")))
                .longValue();
    }

    /** What a query answers; columns by name. */
    public List<Map<String, @Nullable Object>> query(String sql) {
        return MigratedDatabase.asking(() -> {
            try (Connection session = database.session();
                    Statement statement = session.createStatement();
                    ResultSet answer = statement.executeQuery(sql)) {
                return read(answer);
            }
        });
    }

    private static List<Map<String, @Nullable Object>> read(ResultSet answer) throws SQLException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        ResultSetMetaData columns = answer.getMetaData();
        while (answer.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int at = 1; at <= columns.getColumnCount(); at++) {
                row.put(columns.getColumnLabel(at), answer.getObject(at));
            }
            rows.add(Collections.unmodifiableMap(row));
        }
        return rows;
    }

    private void update(String sql, List<@Nullable String> texts) {
        MigratedDatabase.asking(() -> {
            try (Connection session = database.session();
                    PreparedStatement statement = session.prepareStatement(sql)) {
                for (int at = 0; at < texts.size(); at++) {
                    statement.setString(at + 1, texts.get(at));
                }
                return statement.executeUpdate();
            }
        });
    }

    private String type(String table, String column) {
        return database.schema()
                .of(table, ObjectKind.COLUMN)
                .filter(object -> object.id().name().equals(table + "." + column))
                .map(object -> object.trait(Trait.TYPE))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("text");
    }

    private static String quotedTable(String table) {
        return List.of(table.split("\\.", 2)).stream().map(Rows::quoted).collect(Collectors.joining("."));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
