package dev.lockkeeper.target;

import dev.lockkeeper.model.LockkeeperException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** Opens sessions on a live database; a read-only one is read-only for the server, not only for us. */
public final class Connector {

    private static final String UNSUPPORTED_PARAMETER = "08P01";
    private static final int CONNECT_SECONDS = 15;

    private final TargetRequest request;
    private final TargetUrl url;

    private Connector(TargetRequest request, TargetUrl url) {
        this.request = request;
        this.url = url;
    }

    /** @param environment a variable's value by its name, or null */
    public static Connector of(TargetRequest request, UnaryOperator<@Nullable String> environment) {
        TargetUrl url = TargetUrl.parse(request.url(), environment);
        return new Connector(
                request,
                request.passwordFile()
                        .map(file -> url.withPassword(PasswordFile.read(file, url)))
                        .orElse(url));
    }

    /** A session on which every transaction is read-only, with time limits; autocommit is on. */
    public Connection readOnly() {
        long millis = request.statementTimeout().toMillis();
        String settings = "-c default_transaction_read_only=on -c statement_timeout=" + millis
                + " -c lock_timeout=2000 -c idle_in_transaction_session_timeout=" + (millis + 60_000);
        try {
            Connection session = connect(settings);
            refuseUnlessReadOnly(session, millis);
            endWithUs(session);
            return session;
        } catch (SQLException e) {
            throw trouble("Could not connect to the target " + request.name() + " (" + url + ").", e)
                    .tryThis("check the address, the user and the network; the password is taken from the address,"
                            + " PGPASSWORD, --password-file or PGPASSFILE");
        }
    }

    /** An ordinary session, for those who are told to write. */
    public Connection writable() {
        try {
            return connect("");
        } catch (SQLException e) {
            throw trouble("Could not connect to the target " + request.name() + " (" + url + ").", e)
                    .tryThis("check the address, the user and the network");
        }
    }

    /** Turns a server's answer into trouble for the user, without anything secret in it. */
    public LockkeeperException trouble(String doing, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState() + ": ";
        return LockkeeperException.because(doing).answered(url.hiding(state + e.getMessage()));
    }

    /** Where the target answers and as whom, without the secret. */
    public String shown() {
        return url.toString();
    }

    /** What PostgreSQL's own programs need in their environment to reach the target; holds the secret. */
    public Map<String, String> environment() {
        return url.environment();
    }

    TargetUrl url() {
        return url;
    }

    TargetRequest request() {
        return request;
    }

    private Connection connect(String settings) throws SQLException {
        try {
            return open(settings);
        } catch (SQLException e) {
            // A connection pooler takes no options at the start; then they are set once the session stands.
            if (settings.isEmpty() || !UNSUPPORTED_PARAMETER.equals(e.getSQLState())) {
                throw e;
            }
            return open("");
        }
    }

    private Connection open(String settings) throws SQLException {
        Properties properties = url.properties();
        PGProperty.APPLICATION_NAME.set(properties, "lockkeeper");
        if (PGProperty.CONNECT_TIMEOUT.getOrDefault(properties).equals(PGProperty.CONNECT_TIMEOUT.getDefaultValue())) {
            PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        }
        String own = PGProperty.OPTIONS.getOrDefault(properties);
        String all = ((own == null ? "" : own) + " " + settings).strip();
        if (!all.isEmpty()) {
            PGProperty.OPTIONS.set(properties, all);
        }
        return DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    /** A question that waits for a lock would go on waiting there after we were stopped or killed. */
    private static void endWithUs(Connection session) {
        try (Statement statement = session.createStatement()) {
            statement.execute("SELECT set_config('client_connection_check_interval', '1s', false)"
                    + " WHERE current_setting('server_version_num')::int >= 140000");
        } catch (SQLException e) {
            // Not every system the server runs on can tell; then it notices when it next answers.
        }
    }

    private static void refuseUnlessReadOnly(Connection session, long millis) throws SQLException {
        session.setReadOnly(true);
        try (Statement statement = session.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            statement.execute("SET statement_timeout = " + millis);
            try (ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
                row.next();
                if (!"on".equals(row.getString(1))) {
                    session.close();
                    throw new SQLException("the server does not keep the session read-only");
                }
            }
        }
    }
}
