package dev.lockkeeper.compare;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A SQLite file, opened to be read only. */
final class SqliteSide implements Side {

    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final String BUSY_MILLIS = "10000";

    private final Path file;
    private final Connection session;
    private final List<String> notes = new ArrayList<>();

    private SqliteSide(Path file, Connection session) {
        this.file = file;
        this.session = session;
    }

    static SqliteSide open(Path file) {
        refuseOthers(file);
        Properties properties = new Properties();
        properties.setProperty("open_mode", "1");
        properties.setProperty("busy_timeout", BUSY_MILLIS);
        try {
            Connection session = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
            try {
                // One transaction from here on: others may write, and this one still sees the same rows.
                session.setAutoCommit(false);
                SqliteSide side = new SqliteSide(file, session);
                side.tables();
                return side;
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            if ("08001".equals(e.getSQLState())
                    && String.valueOf(e.getMessage()).contains("No suitable driver")) {
                throw LockkeeperException.because("Could not read " + file + ": the driver for SQLite is not there.")
                        .tryThis("the command line, which brings it, or org.xerial:sqlite-jdbc on the class path");
            }
            throw LockkeeperException.because("Could not read the SQLite database " + file + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .tryThis("a copy of it, made with: sqlite3 " + file.getFileName() + " \".backup copy.db\"");
        }
    }

    private static void refuseOthers(Path file) {
        if (!Files.exists(file)) {
            throw LockkeeperException.because("There is no file " + file + ".")
                    .tryThis("the path of the SQLite database, or postgresql://… for a PostgreSQL one");
        }
        byte[] head = new byte[HEADER.length];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(head, 0, head.length);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read " + file + ".")
                    .answered(e.getClass().getSimpleName())
                    .tryThis("check that it is a file, and who may read it");
        }
        if (!Arrays.equals(head, HEADER)) {
            throw LockkeeperException.because(file + " is not a SQLite database.")
                    .answered("It does not begin with \"SQLite format 3\".")
                    .tryThis("the database file itself; one that is encrypted has to be decrypted first");
        }
    }

    @Override
    public String shown() {
        return "sqlite:" + file.getFileName();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public List<SideTable> tables() throws SQLException {
        notes.clear();
        List<SideTable> tables = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, type, wr FROM pragma_table_list"
                        + " WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")) {
            while (row.next()) {
                if (row.getString(2).equals("table")) {
                    tables.add(table(row.getString(1), row.getBoolean(3)));
                } else if (row.getString(2).equals("virtual")) {
                    notes.add(row.getString(1) + " is a virtual table of SQLite and was left out");
                }
            }
        }
        return tables;
    }

    private SideTable table(String name, boolean withoutRowid) throws SQLException {
        List<SideColumn> columns = new ArrayList<>();
        Map<Integer, String> key = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, type, pk FROM pragma_table_xinfo(" + quoted(name)
                        + ") WHERE hidden <> 1 ORDER BY cid")) {
            while (row.next()) {
                String type = row.getString(2) == null ? "" : row.getString(2);
                columns.add(new SideColumn(row.getString(1), type, affinity(type), false));
                if (row.getInt(3) > 0) {
                    key.put(row.getInt(3), row.getString(1));
                }
            }
        }
        List<List<String>> keys = key.isEmpty() ? List.of() : List.of(List.copyOf(key.values()));
        return new SideTable("", name, columns, keys, withoutRowid ? 0 : 1);
    }

    /** The rules of SQLite's manual, "Datatypes", section 3.1. */
    private static String affinity(String declared) {
        String type = declared.toUpperCase(Locale.ROOT);
        if (type.contains("INT")) {
            return "INTEGER";
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return "TEXT";
        }
        if (type.isEmpty() || type.contains("BLOB")) {
            return "BLOB";
        }
        return type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") ? "REAL" : "NUMERIC";
    }

    @Override
    public long count(SideTable table) throws SQLException {
        return number("SELECT count(*) FROM " + SqlText.identifier(table.name()));
    }

    @Override
    public long largestNumber(SideTable table, SideColumn column) throws SQLException {
        String name = SqlText.identifier(column.name());
        return number("SELECT coalesce(max(abs(" + name + ")), 0) FROM " + SqlText.identifier(table.name())
                + " WHERE typeof(" + name + ") = 'integer'");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Reader read(
            SideTable table, List<SideColumn> columns, List<Meaning> meanings, List<Integer> order, long rows)
            throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ").append(table.handle() == 1 ? "t.rowid" : "NULL");
        columns.forEach(column -> sql.append(", t.").append(SqlText.identifier(column.name())));
        sql.append(" FROM ").append(SqlText.identifier(table.name())).append(" t");
        String between = " ORDER BY ";
        for (int at : order) {
            sql.append(between)
                    .append("t.")
                    .append(SqlText.identifier(columns.get(at).name()));
            sql.append(" COLLATE BINARY");
            between = ", ";
        }
        Statement statement = session.createStatement();
        try {
            return new SqliteReader(statement, statement.executeQuery(sql.toString()));
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public RuntimeException trouble(String doing, SQLException e) {
        return LockkeeperException.because(doing)
                .answered(String.valueOf(e.getMessage()))
                .tryThis("sqlite3 " + file.getFileName() + " \"PRAGMA integrity_check\"");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // Nothing was written, so a session that ends badly leaves nothing behind.
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private record SqliteReader(Statement statement, ResultSet rows) implements Reader {

        @Override
        public boolean next() throws SQLException {
            return rows.next();
        }

        /** Text that the driver could not decode comes as the bytes that are there. */
        @Override
        public @Nullable Object value(int column) throws SQLException {
            Object value = rows.getObject(column + 2);
            return value instanceof String text && text.indexOf('\uFFFD') >= 0 ? rows.getBytes(column + 2) : value;
        }

        @Override
        public String place() throws SQLException {
            String rowid = rows.getString(1);
            return rowid == null ? "a row" : "rowid " + rowid;
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            statement.close();
        }
    }
}
