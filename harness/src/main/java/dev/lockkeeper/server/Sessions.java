package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Opens connections to servers we may ruin. */
final class Sessions {

    private static final Driver DRIVER = driver();

    private static final List<String> HEAVY = List.of(
            "org.postgresql.jdbc.PgConnection",
            "org.postgresql.core.v3.ConnectionFactoryImpl",
            "org.postgresql.core.v3.QueryExecutorImpl",
            "org.postgresql.jdbc.TypeInfoCache",
            "org.postgresql.jdbc.PgStatement",
            "org.postgresql.jdbc.PgResultSet",
            "org.postgresql.jdbc.TimestampUtils",
            "java.security.SecureRandom",
            "java.util.HexFormat");

    private Sessions() {}

    /** Loads the driver's classes while the server is still starting: the larger part of a first connection. */
    static void warmUp() {
        Thread thread = new Thread(
                () -> HEAVY.forEach(name -> {
                    try {
                        Class.forName(name);
                    } catch (ClassNotFoundException e) {
                        // Another version of the driver; it is only slower.
                    }
                }),
                "lockkeeper-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    static Connection open(DatabaseAddress address) throws SQLException {
        return open(address, "lockkeeper");
    }

    static Connection open(DatabaseAddress address, String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        if (!address.password().isEmpty()) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("ApplicationName", application);
        // Saves a round trip each for SSL and for settings that servers before 9.0 did not know.
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("gssEncMode", "disable");
        if (address.host().equals("127.0.0.1")) {
            properties.setProperty("sslmode", "disable");
        }
        Connection connection = DRIVER.connect(address.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL: " + address);
        }
        // The driver sets the time zone of this machine, which must not change what a migration does.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone TO 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** DriverManager would load every driver on the class path, Testcontainers' with all its logging among them. */
    private static Driver driver() {
        try {
            return Class.forName("org.postgresql.Driver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the PostgreSQL driver is missing from the class path", e);
        }
    }
}
