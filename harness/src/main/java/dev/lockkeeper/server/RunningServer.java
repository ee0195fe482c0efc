package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.ServerInfo;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server that answers, whoever started it: its databases, and one connection to look after them. */
final class RunningServer implements ThrowawayServer {

    private final ServerInfo info;
    private final DatabaseAddress admin;
    private final DatabaseNames names;
    private final @Nullable Runnable stop;
    private final Set<String> databases = new LinkedHashSet<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread hook = new Thread(this::stopOnce, "lockkeeper-stop");
    private Connection maintenance;

    private RunningServer(
            ServerInfo info,
            DatabaseAddress admin,
            DatabaseNames names,
            Connection maintenance,
            @Nullable Runnable stop) {
        this.info = info;
        this.admin = admin;
        this.names = names;
        this.maintenance = maintenance;
        this.stop = stop;
    }

    /** A server started for us alone; it gets a password of its own, so that no other of ours is taken for it. */
    static ThrowawayServer ours(Started started, Provider provider, String why) {
        String password = Secret.random();
        DatabaseAddress address = started.address().withUser(started.address().user(), password);
        try {
            Connection connection = Sessions.open(started.address());
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE CURRENT_USER PASSWORD '" + password + "'");
            }
            ServerInfo info = new ServerInfo(version(connection), provider.word(), why);
            return new RunningServer(info, address, DatabaseNames.ours(), connection, started.stop()).stoppedAtExit();
        } catch (SQLException e) {
            started.stop().run();
            throw LockkeeperException.because("Could not connect to the server just started at " + address + ".")
                    .answered(e.getSQLState() + ": " + e.getMessage())
                    .causedBy(e);
        }
    }

    /** A server of somebody else, from which only the databases we made are taken away. */
    static ThrowawayServer scratch(
            ServerInfo info, DatabaseAddress address, DatabaseNames names, Connection connection) {
        return new RunningServer(info, address, names, connection, null).stoppedAtExit();
    }

    /** The number alone: packagers add their own names to it. */
    static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return row.getString(1).split(" ", 2)[0];
        }
    }

    /** Takes care that a server which is still there when the program ends goes with it. */
    private RunningServer stoppedAtExit() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending right now.
            stopOnce();
        }
        return this;
    }

    @Override
    public ServerInfo info() {
        return info;
    }

    @Override
    public DatabaseAddress address(String database) {
        return admin.withDatabase(database);
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return Sessions.open(address(database));
    }

    @Override
    public String createDatabase(String hint) {
        String name = names.next(hint);
        create(name, "CREATE DATABASE " + quoted(name) + strategy(), "create database " + name);
        return name;
    }

    @Override
    public String cloneDatabase(String template) {
        String name = names.next(template);
        endSessions(template);
        create(
                name,
                "CREATE DATABASE " + quoted(name) + " TEMPLATE " + quoted(template) + strategy(),
                "clone database " + template);
        return name;
    }

    private synchronized void create(String name, String sql, String doing) {
        if (stopped.get()) {
            throw new IllegalStateException("the server is closed");
        }
        databases.add(name);
        execute(sql, doing);
    }

    @Override
    public synchronized void dropDatabase(String database) {
        if (!names.isOurs(database)) {
            throw new IllegalArgumentException("not a database of ours: " + database);
        }
        endSessions(database);
        execute("DROP DATABASE IF EXISTS " + quoted(database) + " WITH (FORCE)", "drop database " + database);
        databases.remove(database);
    }

    @Override
    public void close() {
        stopOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending: the hook runs, and finds nothing to do.
        }
    }

    private void stopOnce() {
        if (stopped.compareAndSet(false, true)) {
            try {
                if (stop == null) {
                    dropAll();
                } else {
                    stop.run();
                }
                maintenance.abort(Runnable::run);
            } catch (RuntimeException | SQLException e) {
                // Nobody is left to tell; the next start clears what stayed.
            }
        }
    }

    private synchronized void dropAll() {
        for (String database : List.copyOf(databases)) {
            try {
                dropDatabase(database);
            } catch (LockkeeperException e) {
                // The others can still go.
            }
        }
    }

    /** Copying files is two to three times as fast as writing every page to the log, the default since 15. */
    private String strategy() {
        return info.major() >= 15 ? " STRATEGY FILE_COPY" : "";
    }

    /**
     * Ends what other sessions a database has and waits until they are gone, looking each millisecond: a session takes a
     * moment to end, and PostgreSQL itself looks only each tenth of a second.
     */
    private void endSessions(String database) {
        String doing = "end the sessions of database " + database;
        String sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + database.replace("'", "''") + "' AND pid <> pg_backend_pid()";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (execute(sql, doing) && System.nanoTime() < end) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether it returned a row. */
    private synchronized boolean execute(String sql, String doing) {
        try {
            try {
                return run(sql);
            } catch (SQLException e) {
                if (!maintenance.isClosed()) {
                    throw e;
                }
                // A migration may end sessions, ours among them.
                maintenance = Sessions.open(admin, names.start());
                return run(sql);
            }
        } catch (SQLException e) {
            throw LockkeeperException.because("Could not " + doing + " on the throwaway server " + admin + ".")
                    .answered("PostgreSQL " + info.version() + " answered " + e.getSQLState() + ": " + e.getMessage())
                    .causedBy(e);
        }
    }

    private boolean run(String sql) throws SQLException {
        try (Statement statement = maintenance.createStatement()) {
            if (!statement.execute(sql)) {
                return false;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next();
            }
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
