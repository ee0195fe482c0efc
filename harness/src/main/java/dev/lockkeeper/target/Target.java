package dev.lockkeeper.target;

import dev.lockkeeper.model.LockkeeperException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A live database, asked through one read-only session; every question is a transaction that is rolled back. */
public final class Target implements AutoCloseable {

    private static final String FORBIDDEN = "42501";

    /** Something asked inside a read-only transaction. */
    public interface Question<T> {
        T ask(Connection session) throws SQLException;
    }

    private final Connector connector;
    private final Connection session;
    private final TargetIdentity identity;

    private Target(Connector connector, Connection session, TargetIdentity identity) {
        this.connector = connector;
        this.session = session;
        this.identity = identity;
    }

    public static Target open(TargetRequest request) {
        return open(request, System::getenv);
    }

    /**
     * Connects and makes sure that it is the database that was meant.
     *
     * @param environment a variable's value by its name, or null
     * @throws LockkeeperException when it cannot be reached, or is another server than the configuration remembers
     */
    public static Target open(TargetRequest request, UnaryOperator<@Nullable String> environment) {
        Connector connector = Connector.of(request, environment);
        Connection session = connector.readOnly();
        try {
            TargetIdentity identity = identify(connector, session);
            Target target = new Target(connector, session, identity);
            target.refuseAnother();
            return target;
        } catch (SQLException e) {
            close(session);
            throw connector.trouble("Could not ask the target " + request.name() + " who it is.", e);
        } catch (LockkeeperException e) {
            close(session);
            throw e;
        }
    }

    public String name() {
        return connector.request().name();
    }

    /** Names of objects there that no chain owns. */
    public List<String> ignored() {
        return connector.request().ignored();
    }

    /** Where it answers and as whom, without the secret. */
    public String shown() {
        return connector.shown();
    }

    public TargetIdentity identity() {
        return identity;
    }

    public Connector connector() {
        return connector;
    }

    /** Asks inside a read-only transaction that sees one state of the database throughout. */
    public <T> T ask(String doing, Question<T> question) {
        try {
            return tryAsk(question);
        } catch (SQLException e) {
            throw connector.trouble(doing, e);
        }
    }

    /** The same, for a question whose refusal is an answer. */
    public <T> T tryAsk(Question<T> question) throws SQLException {
        session.setAutoCommit(false);
        try {
            try (Statement statement = session.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            }
            return question.ask(session);
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    /** The session itself, for readers that open transactions of their own; it can only read. */
    public Connection session() {
        return session;
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            // Nothing was written, so a session that ends badly leaves nothing behind.
        }
    }

    private void refuseAnother() {
        Optional<String> meant = connector.request().systemIdentifier();
        Optional<String> found = identity.systemIdentifier();
        if (meant.isPresent() && !meant.equals(found)) {
            throw LockkeeperException.because("This is not the target " + name() + ": " + shown()
                            + " is another server than the one remembered.")
                    .answered("Remembered is the system identifier " + meant.get() + "; this server has "
                            + found.orElse("one that " + identity.user() + " may not ask for") + ".")
                    .tryThis("check the address; after a restore on a new server, correct target.system-identifier in"
                            + " lockkeeper.yml");
        }
    }

    private static TargetIdentity identify(Connector connector, Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.current_database(),"
                        + " pg_catalog.current_setting('server_version'),"
                        + " pg_catalog.current_setting('server_version_num')::int / 10000,"
                        + " pg_catalog.pg_is_in_recovery(), CURRENT_USER::text,"
                        + " pg_catalog.current_setting('is_superuser') = 'on',"
                        + " pg_catalog.current_setting('server_encoding')")) {
            row.next();
            return new TargetIdentity(
                    systemIdentifier(session),
                    row.getString(1),
                    row.getString(2).split(" ", 2)[0],
                    row.getInt(3),
                    row.getBoolean(4),
                    connector.url().hosts(),
                    row.getString(5),
                    row.getBoolean(6),
                    row.getString(7));
        }
    }

    private static Optional<String> systemIdentifier(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT system_identifier::text FROM pg_catalog.pg_control_system()")) {
            row.next();
            return Optional.of(row.getString(1));
        } catch (SQLException e) {
            if (FORBIDDEN.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
