package dev.lockkeeper.junit;

import dev.lockkeeper.server.ThrowawayServer;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The connections a test took, and where it took them, so that one it forgot can be named. */
final class OpenConnections {

    private final ThrowawayServer server;
    private final String database;
    private final Map<Connection, String> taken = new LinkedHashMap<>();

    OpenConnections(ThrowawayServer server, String database) {
        this.server = server;
        this.database = database;
    }

    DataSource dataSource(@Nullable String role) {
        return new Source(role);
    }

    /** Backends of connections nobody closed, with the place they were taken at; the connections are closed by this. */
    synchronized Map<Integer, String> forgotten() throws SQLException {
        Map<Integer, String> open = new LinkedHashMap<>();
        for (Map.Entry<Connection, String> one : taken.entrySet()) {
            if (!one.getKey().isClosed()) {
                open.put(one.getKey().unwrap(PGConnection.class).getBackendPID(), one.getValue());
            }
        }
        return open;
    }

    synchronized void closeAll() throws SQLException {
        for (Connection one : taken.keySet()) {
            one.close();
        }
    }

    private Connection open(@Nullable String role) throws SQLException {
        Connection connection = server.connect(database);
        if (role != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION AUTHORIZATION \"" + role.replace("\"", "\"\"") + '"');
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        }
        synchronized (this) {
            taken.put(connection, place());
        }
        return connection;
    }

    /** The first frames outside of this package and of Java itself. */
    private static String place() {
        List<String> frames = new ArrayList<>();
        StackWalker.getInstance().forEach(frame -> {
            String name = frame.getClassName();
            boolean ours = name.startsWith(OpenConnections.class.getName());
            if (!ours && frames.isEmpty() && !name.startsWith("java.")) {
                frames.add(frame.toStackTraceElement().toString());
            }
        });
        return frames.isEmpty() ? "an unknown place" : frames.get(0);
    }

    /** Gives new connections, none of which is pooled. */
    private final class Source implements DataSource {

        private final @Nullable String role;

        Source(@Nullable String role) {
            this.role = role;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return open(role);
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return open(username);
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            if (type.isInstance(this)) {
                return type.cast(this);
            }
            throw new SQLException("not a " + type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return type.isInstance(this);
        }
    }
}
