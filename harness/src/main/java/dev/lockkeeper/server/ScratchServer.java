package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.ServerInfo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves in with a scratch server and out again.
 *
 * <p>The maintenance session carries the run's name as its application name for as long as the run lives. Databases
 * whose run has no such session any more are left-overs of a killed one, and are dropped when the next run moves in.
 */
final class ScratchServer {

    private ScratchServer() {}

    static ThrowawayServer open(DatabaseAddress address, ServerRequest request, String why) {
        DatabaseNames names = DatabaseNames.amongOthers();
        Connection connection = connect(address, names.start());
        try {
            String version = version(connection, address, request);
            requireMayCreate(connection, address);
            dropLeftOvers(connection);
            String versionWhy = request.version() == null ? "the version it has" : request.versionReason();
            ServerInfo info = new ServerInfo(
                    version, Provider.URL.word(), "scratch server " + address + ", " + why + "; " + versionWhy);
            return RunningServer.scratch(info, address, names, connection);
        } catch (SQLException e) {
            throw refused(address, e);
        }
    }

    static Connection connect(DatabaseAddress address, String application) {
        try {
            return Sessions.open(address, application);
        } catch (SQLException e) {
            throw refused(address, e);
        }
    }

    private static LockkeeperException refused(DatabaseAddress address, SQLException e) {
        return LockkeeperException.because("Could not use the scratch server " + address + ".")
                .answered(e.getSQLState() + ": " + e.getMessage())
                .tryThis("psql with the same address.")
                .causedBy(e);
    }

    private static String version(Connection connection, DatabaseAddress address, ServerRequest request)
            throws SQLException {
        String version = RunningServer.version(connection);
        ServerVersion wanted = request.wanted();
        if (wanted == null ? !ServerVersion.isKnown(version) : !wanted.matches(version)) {
            connection.close();
            throw LockkeeperException.because("The scratch server " + address + " is PostgreSQL " + version + ", but "
                            + (wanted == null
                                    ? "known are " + ServerVersion.OLDEST + " to " + ServerVersion.NEWEST
                                    : wanted + " is wanted (" + request.versionWhy() + ")")
                            + ".")
                    .tryThis("another server, or asking for its version.");
        }
        return version;
    }

    private static void requireMayCreate(Connection connection, DatabaseAddress address) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")) {
            if (row.next() && row.getBoolean(1)) {
                return;
            }
        }
        connection.close();
        throw LockkeeperException.because(
                        "The role " + address.user() + " may not create databases on the scratch server " + address
                                + ", and each chain needs one of its own.")
                .tryThis("ALTER ROLE " + address.user() + " CREATEDB; as its superuser, or another role.");
    }

    /** Not by force: a database in which somebody works is no left-over. */
    private static void dropLeftOvers(Connection connection) throws SQLException {
        for (String database : leftOvers(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS " + RunningServer.quoted(database));
            } catch (SQLException e) {
                // Another run is at it, or somebody has a look inside.
            }
        }
    }

    private static List<String> leftOvers(Connection connection) throws SQLException {
        List<String> databases = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT datname FROM pg_database d WHERE starts_with(datname, ?)"
                        + " AND pg_get_userbyid(datdba) = current_user AND NOT EXISTS (SELECT FROM pg_stat_activity"
                        + " WHERE starts_with(d.datname, application_name) AND starts_with(application_name, ?))")) {
            statement.setString(1, DatabaseNames.PREFIX);
            statement.setString(2, DatabaseNames.PREFIX);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    databases.add(rows.getString(1));
                }
            }
        }
        return databases;
    }
}
