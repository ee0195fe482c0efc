package dev.lockkeeper.gate.apply;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.gate.SchemaDigest;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.ChainDriver.StepProgramFailed;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.Unreadable;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Plays a deploy on a throwaway server, from what the target's history says has run to what is pending, and says what the
 * target's own schema will be after each step: what is there now, changed as the step changed the throwaway one.
 */
public final class Rehearsal implements AutoCloseable {

    private final ThrowawayServer server;
    private final String database;
    private final Connection session;
    private final CatalogReader reader;
    private CatalogState state;
    private CatalogSnapshot target;

    /**
     * What one step leads to.
     *
     * @param schema of the target once it has run
     */
    public record Stop(Chain chain, Step step, CatalogSnapshot schema) {

        public String digest(List<String> histories) {
            return SchemaDigest.expected(schema, histories);
        }
    }

    private Rehearsal(ThrowawayServer server, String database, Connection session, CatalogSnapshot target) {
        this.server = server;
        this.database = database;
        this.session = session;
        this.reader = new CatalogReader(session);
        this.state = reader.full();
        this.target = target;
    }

    /** A database that stands where the target stands; its chains share it as they share the target. */
    public static Rehearsal of(ThrowawayServer server, Target target, List<History> histories) {
        CatalogSnapshot now = new CatalogReader(target.session()).full().snapshot();
        String database = server.createDatabase("rehearsal");
        try {
            Rehearsal rehearsal = new Rehearsal(server, database, server.connect(database), now);
            rehearsal.makeRoles(target);
            for (History history : histories) {
                for (Step step : history.ran()) {
                    rehearsal.play(history.chain(), step, Direction.UP);
                }
            }
            rehearsal.state = rehearsal.reader.full();
            return rehearsal;
        } catch (SQLException e) {
            throw Sender.trouble("Could not rehearse the deploy on a throwaway server.", e);
        }
    }

    /** Runs a step up or down. */
    public Stop go(Chain chain, Step step, Direction direction) {
        CatalogSnapshot before = state.snapshot();
        play(chain, step, direction);
        state = reader.refresh(state);
        target = changed(target, CatalogDiffs.between(before, state.snapshot()));
        return new Stop(chain, step, target);
    }

    /** What the target's own schema is at the point reached. */
    public CatalogSnapshot schema() {
        return target;
    }

    private static CatalogSnapshot changed(CatalogSnapshot schema, CatalogDiff diff) {
        List<CatalogObject> gone = new ArrayList<>(diff.removed());
        List<CatalogObject> come = new ArrayList<>(diff.added());
        diff.changed().forEach(change -> {
            gone.add(change.before());
            come.add(change.after());
        });
        return schema.with(gone, come);
    }

    private void play(Chain chain, Step step, Direction direction) {
        try {
            Source source = source(step, direction);
            if (source instanceof Script script) {
                Sender sender = new Sender(session);
                for (Piece piece : Piece.of(script)) {
                    send(sender, piece);
                }
                sender.command("RESET ALL");
            } else if (source instanceof Unreadable unreadable) {
                throw LockkeeperException.because("Step " + step.title() + " cannot be run here: " + unreadable.why());
            } else {
                record(chain, step, direction);
            }
        } catch (Sender.Refused e) {
            throw refused(step, direction, e.statement().at().toString(), Sender.words(e.answer()));
        } catch (SQLException e) {
            throw refused(step, direction, step.file(), Sender.words(e));
        }
    }

    private static void send(Sender sender, Piece piece) throws Sender.Refused, SQLException {
        if (!piece.block()) {
            sender.send(piece.statements());
            return;
        }
        sender.command("BEGIN");
        try {
            sender.send(piece.statements());
        } catch (Sender.Refused e) {
            sender.rollBack();
            throw e;
        }
        sender.command("COMMIT");
    }

    private void record(Chain chain, Step step, Direction direction) {
        ChainDriver driver = Optional.ofNullable(chain.driver())
                .orElseThrow(() -> LockkeeperException.because(
                        "Step " + step.title() + " is a program, and nothing here can run it."));
        try {
            driver.record(step, direction, server.address(database));
        } catch (StepProgramFailed failed) {
            throw refused(
                    step,
                    direction,
                    failed.failure().at().toString(),
                    failed.failure().message());
        }
    }

    static Source source(Step step, Direction direction) {
        if (direction == Direction.UP) {
            return step.up();
        }
        if (step.down() instanceof Down.Written written) {
            return written.source();
        }
        throw LockkeeperException.because("Step " + step.title() + " has no way back.")
                .tryThis("a down script, or a new step that takes back what this one did");
    }

    private static LockkeeperException refused(Step step, Direction direction, String at, String answer) {
        return LockkeeperException.because("In the rehearsal on a throwaway server, step " + step.title() + " ("
                        + direction.id() + ", " + at + ") failed; the target was not touched.")
                .answered(answer)
                .tryThis("lockkeeper verify, which says more");
    }

    /** Grants and owners name roles, which belong to the server and not to the database. */
    private void makeRoles(Target live) throws SQLException {
        TreeSet<String> missing = new TreeSet<>(live.ask("Could not ask for the target's roles.", Rehearsal::roles));
        missing.removeAll(roles(session));
        for (String role : missing) {
            try (Statement statement = session.createStatement()) {
                statement.execute("CREATE ROLE " + SqlText.identifier(role));
            } catch (SQLException e) {
                if (!"42710".equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static TreeSet<String> roles(Connection session) throws SQLException {
        TreeSet<String> roles = new TreeSet<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rolname::text FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'")) {
            while (row.next()) {
                roles.add(Objects.requireNonNull(row.getString(1)));
            }
        }
        return roles;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // The database goes all the same.
        }
        server.dropDatabase(database);
    }
}
