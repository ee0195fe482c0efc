package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The database of one chain: its connection, what reads its catalogue, and copies of it. */
final class Stage implements AutoCloseable {

    /** Work on the stage that the server may refuse. */
    interface Work<T> {
        T run() throws SQLException;
    }

    private static final Pattern ROLE_WORDS = Pattern.compile("(?i)\\b(role|user|group)\\b");
    private static final String STILL_USED = "2BP01";
    private static final String NO_SUCH_ROLE = "42704";

    private final ThrowawayServer server;
    private String database;
    private Optional<String> role;
    private boolean oneSession;
    /** Roles outlive a database; those that came while this stage was at work go with it. */
    private Set<String> ownRoles = new TreeSet<>();

    private boolean closed;
    private Connection connection;
    private CatalogReader catalog;
    private ScriptRunner runner;
    private @Nullable StatementWatch tracer;

    private Stage(ThrowawayServer server, String database, Optional<String> role, boolean oneSession)
            throws SQLException {
        this.server = server;
        this.database = database;
        this.role = role;
        this.oneSession = oneSession;
        this.connection = server.connect(database);
        this.catalog = new CatalogReader(connection);
        this.runner = new ScriptRunner(connection);
    }

    static Stage create(ThrowawayServer server, String hint, Optional<String> role) throws SQLException {
        return create(server, hint, role, false);
    }

    /** @param oneSession whether all files of the chain are run in one session */
    static Stage create(ThrowawayServer server, String hint, Optional<String> role, boolean oneSession)
            throws SQLException {
        Stage stage = new Stage(server, server.createDatabase(hint), role, oneSession);
        stage.catalog.adopt(EmptyCatalogs.of(server).state(stage));
        return stage;
    }

    /** A copy as it stands; the stage's own session is opened anew, with the settings it had. */
    Stage copy() throws SQLException {
        Map<String, String> settings = sessionSettings();
        connection.close();
        String name = server.cloneDatabase(database);
        reopen(settings);
        Stage copy = new Stage(server, name, role, oneSession);
        copy.apply(settings);
        return copy;
    }

    /** The same when it is known how the stage stands, which need not be found out again then. */
    Stage copy(CatalogState standing) throws SQLException {
        Stage copy = copy();
        catalog.adopt(standing);
        copy.catalog.adopt(standing);
        return copy;
    }

    /** A copy that stays where this one moves on from: roles made so far go with it, those still to come with this one. */
    Stage leaveBehind() throws SQLException {
        Stage behind = copy();
        Set<String> made = ownRoles;
        ownRoles = behind.ownRoles;
        behind.ownRoles = made;
        return behind;
    }

    /** What comes next is run by a role, which is made when it is not there, and in one session or in many. */
    void goOnAs(Optional<String> other, boolean inOneSession) throws SQLException {
        role = other;
        oneSession = inOneSession;
        freshSession();
        prepareRole();
    }

    /** Goes on as another stage of the same server, whose database it takes over for its own, which is dropped. */
    void become(Stage other) throws SQLException {
        connection.close();
        server.dropDatabase(database);
        database = other.database;
        connection = other.connection;
        catalog = other.catalog;
        runner = other.runner;
        tracer = other.tracer;
        ownRoles.addAll(other.ownRoles);
    }

    private void reopen(Map<String, String> settings) throws SQLException {
        connection = server.connect(database);
        catalog = new CatalogReader(connection);
        runner = new ScriptRunner(connection);
        tracer = null;
        apply(settings);
    }

    /** Makes the role the chain is migrated with, unless something made it already, and gives it the database. */
    void prepareRole() throws SQLException {
        if (role.isPresent() && !roles().contains(role.get())) {
            execute("CREATE ROLE " + quoted(role.get()) + " LOGIN");
            ownRoles.add(role.get());
            execute("ALTER DATABASE " + quoted(database) + " OWNER TO " + quoted(role.get()));
        }
    }

    /** The schema of a database of this server in which nothing was done yet. */
    CatalogState readEmpty() throws SQLException {
        String name = server.createDatabase("empty");
        try (Connection session = server.connect(name)) {
            return new CatalogReader(session).full();
        } finally {
            server.dropDatabase(name);
        }
    }

    /** Ends the stage's own session, so that somebody else may have the database to himself. */
    void letGo() throws SQLException {
        connection.close();
    }

    /** A new session, as a tool that opens one for each file would have. */
    void freshSession() throws SQLException {
        execute(Sessions.reset(connection));
        tracer = null;
    }

    /** What does not outlive a session goes, here or in the transaction that is open; settings stay where files share them. */
    void anotherSession() throws SQLException {
        execute(oneSession ? "DISCARD TEMP" : Sessions.resetInside(connection));
    }

    Connection connection() {
        return connection;
    }

    Optional<String> role() {
        return role;
    }

    CatalogReader catalog() {
        return catalog;
    }

    ScriptRunner runner() {
        return runner;
    }

    DatabaseAddress address() {
        return server.address(database);
    }

    StatementWatch watch() throws SQLException {
        if (tracer == null) {
            tracer = Tracer.install(connection);
        }
        return tracer;
    }

    ScriptRun run(Script script, Direction direction, Phase phase, boolean traced) throws SQLException {
        StatementWatch watch = traced ? watch() : StatementWatch.NONE;
        Work<ScriptRun> work = () -> asRole(() -> runner.forReal(script, direction, phase, watch));
        boolean mayMakeRoles = script.statements().stream()
                .anyMatch(statement -> ROLE_WORDS.matcher(statement.sql()).find());
        return mayMakeRoles ? notingRoles(work) : work.run();
    }

    /** Does work that may make roles, which are then this stage's own. */
    <T> T notingRoles(Work<T> work) throws SQLException {
        Set<String> before = roles();
        T result = work.run();
        Set<String> made = roles();
        made.removeAll(before);
        ownRoles.addAll(made);
        return result;
    }

    /** Runs only the first statements of a script, as far as a client gets that is killed then. */
    ScriptRun killedAfter(Script script, int statements) throws SQLException {
        return asRole(() -> runner.killedAfter(script, Direction.UP, statements));
    }

    /** Goes on in a new session, the old one having ended without a word. */
    void loseSession() throws SQLException {
        connection.close();
        reopen(Map.of());
    }

    /** Does the work as the role the chain is migrated with. */
    <T> T asRole(Work<T> work) throws SQLException {
        if (role.isEmpty()) {
            return work.run();
        }
        execute("SET SESSION AUTHORIZATION " + quoted(role.get()));
        T result = work.run();
        if (!ScriptRunner.aborted(connection)) {
            execute("RESET SESSION AUTHORIZATION");
        }
        return result;
    }

    void execute(String command) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Settings that this session changed and that a new session would not have. */
    Map<String, String> sessionSettings() throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session'"
                                + " AND context IN ('user', 'superuser') AND name NOT IN ('session_authorization',"
                                + " 'client_min_messages', 'transaction_isolation', 'transaction_read_only')")) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    private void apply(Map<String, String> settings) throws SQLException {
        try (java.sql.PreparedStatement set =
                connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, false)")) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                set.setString(1, setting.getKey());
                set.setString(2, setting.getValue());
                set.execute();
            }
        }
    }

    private Set<String> roles() throws SQLException {
        return roles(connection);
    }

    private static Set<String> roles(Connection session) throws SQLException {
        Set<String> roles = new TreeSet<>();
        try (java.sql.Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT rolname FROM pg_catalog.pg_roles")) {
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
        }
        return roles;
    }

    /** Whether the server has got roles from this stage. */
    boolean hasRolesOfItsOwn() throws SQLException {
        return !ownRoles.isEmpty();
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Drops the database, and the roles that came with it, which would outlive it. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        connection.close();
        server.dropDatabase(database);
        dropNewRoles();
    }

    private void dropNewRoles() throws SQLException {
        if (ownRoles.isEmpty()) {
            return;
        }
        try (Connection maintenance = server.connect("postgres");
                java.sql.Statement statement = maintenance.createStatement()) {
            Set<String> left = roles(maintenance);
            left.retainAll(ownRoles);
            for (String one : left) {
                drop(statement, one);
            }
        }
    }

    /** Another database of the server may use the role meanwhile, and then it is not ours alone to drop. */
    private static void drop(java.sql.Statement statement, String role) throws SQLException {
        try {
            statement.execute("DROP OWNED BY " + quoted(role));
            statement.execute("DROP ROLE IF EXISTS " + quoted(role));
        } catch (SQLException refused) {
            if (!STILL_USED.equals(refused.getSQLState()) && !NO_SUCH_ROLE.equals(refused.getSQLState())) {
                throw refused;
            }
        }
    }
}
