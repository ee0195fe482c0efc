package dev.lockkeeper.junit;

import dev.lockkeeper.catalog.SchemaCrawls;
import dev.lockkeeper.experiment.MovableStage;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import schemacrawler.schema.Catalog;

/** The database of one test: stands somewhere on its chain, and can be moved up and down. */
public final class MigratedDatabase {

    private static final ThreadLocal<@Nullable MigratedDatabase> CURRENT = new ThreadLocal<>();

    private final MovableStage stage;
    private final ThrowawayServer server;
    private final Function<String, StepReport> verified;
    private final OpenConnections connections;
    private final Leaks leaks;

    /** @param verified what the verification of the whole chain says of a step */
    MigratedDatabase(MovableStage stage, ThrowawayServer server, Function<String, StepReport> verified)
            throws SQLException {
        this.stage = stage;
        this.server = server;
        this.verified = verified;
        this.connections = new OpenConnections(server, stage.address().database());
        this.leaks = Leaks.before(server, stage);
    }

    /** The database of the test that runs on this thread. */
    static MigratedDatabase current() {
        MigratedDatabase database = CURRENT.get();
        if (database == null) {
            throw LockkeeperException.because("No test with a migrated database runs on this thread.")
                    .tryThis("a parameter of type MigratedDatabase, DataSource or Rows in the test method.");
        }
        return database;
    }

    void enter() {
        CURRENT.set(this);
    }

    /** One step up. */
    public MigratedDatabase up() {
        return move(Math.min(stage.position() + 1, steps().size()));
    }

    /** One step down. */
    public MigratedDatabase down() {
        return move(Math.max(stage.position() - 1, 0));
    }

    /** To where a version is the last one applied, whichever way that is. */
    public MigratedDatabase to(String version) {
        return move(position(version));
    }

    public MigratedDatabase toHead() {
        return to(MigratedTo.HEAD);
    }

    public MigratedDatabase toBase() {
        return to(MigratedTo.BASE);
    }

    /** The version applied last; empty before the first step. */
    public Optional<String> version() {
        return stage.standing().map(Step::version);
    }

    /** Versions of the chain, first step first. */
    public List<String> versions() {
        return steps().stream().map(Step::version).toList();
    }

    /** Connections as superuser; whoever takes one closes it. */
    public DataSource dataSource() {
        return connections.dataSource(null);
    }

    /** Connections as one of the roles the chain made, so that rights and row security hold as in production. */
    public DataSource dataSource(String role) {
        return connections.dataSource(role);
    }

    public Rows rows() {
        return new Rows(this);
    }

    /** The schema now, as {@code pg_dump} would show it. */
    public CatalogSnapshot schema() {
        return asking(stage::schema);
    }

    /** The schema now, as SchemaCrawler sees it. */
    public Catalog catalog() {
        try (Connection session = server.connect(address().database())) {
            return SchemaCrawls.crawl(session);
        } catch (SQLException refused) {
            throw trouble(refused);
        }
    }

    /** What the verification of the chain says of a step; the chain is verified once for all tests of the class. */
    public StepReport step(String version) {
        position(version);
        return verified.apply(version);
    }

    /** For tools that connect by themselves. */
    public DatabaseAddress address() {
        return stage.address();
    }

    MovableStage stage() {
        return stage;
    }

    /** A session of ours, which is no leak. */
    Connection session() throws SQLException {
        return server.connect(address().database());
    }

    /** Ends the test's use of it and says what the test left open. */
    List<String> leave() throws SQLException {
        CURRENT.remove();
        List<String> left = leaks.found(connections);
        stage.close();
        return left;
    }

    private MigratedDatabase move(int position) {
        asking(() -> {
            stage.moveTo(position);
            return position;
        });
        return this;
    }

    private List<Step> steps() {
        return stage.chain().steps();
    }

    private int position(String version) {
        if (version.equals(MigratedTo.HEAD)) {
            return steps().size();
        }
        if (version.equals(MigratedTo.BASE)) {
            return 0;
        }
        return 1
                + IntStream.range(0, steps().size())
                        .filter(at -> steps().get(at).version().equals(version))
                        .findFirst()
                        .orElseThrow(() -> LockkeeperException.because(
                                        "The chain " + stage.chain().name() + " has no version " + version + ".")
                                .tryThis("one of " + String.join(", ", versions()) + ", head, base."));
    }

    /** Something asked of the server. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    static <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException refused) {
            throw trouble(refused);
        }
    }

    private static LockkeeperException trouble(SQLException refused) {
        return LockkeeperException.because("Could not do what the test asks of its database.")
                .answered("PostgreSQL answered " + refused.getSQLState() + ": " + refused.getMessage())
                .causedBy(refused);
    }
}
