package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which statements of the release before no longer work, each tried and undone on its own. */
final class OldRelease {

    private final Lab lab;
    private final Connection connection;
    private final SequencePositions sequences;

    OldRelease(Lab lab) throws SQLException {
        this.lab = lab;
        this.connection = lab.connection();
        this.sequences = SequencePositions.of(connection);
    }

    /** The statements must work before the step, else they say nothing about it. */
    void mustWork(List<Statement> probes, String version) throws SQLException {
        for (Statement probe : probes) {
            Optional<Failure> failure = attempt(probe);
            if (failure.isPresent()) {
                throw LockkeeperException.because("The probe at " + probe.at() + " does not work at its own version "
                                + version + ": " + probe.excerpt())
                        .answered("PostgreSQL answered " + failure.get().sqlState() + ": "
                                + failure.get().message())
                        .tryThis("fit the probe to the schema at that version");
            }
        }
    }

    List<Fact> observe(List<Statement> probes) throws SQLException {
        List<Fact> broken = new ArrayList<>();
        for (Statement probe : probes) {
            Optional<Failure> failure = attempt(probe);
            failure.ifPresent(one -> broken.add(new OldReleaseBroken(probe.excerpt(), probe.at(), one.table(), one)));
        }
        return broken;
    }

    private Optional<Failure> attempt(Statement probe) throws SQLException {
        execute(lab.isTransaction() ? "SAVEPOINT lockkeeper_probe" : "BEGIN");
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(probe.sql());
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(Failures.of(probe, refused));
        } finally {
            execute(lab.isTransaction() ? "ROLLBACK TO SAVEPOINT lockkeeper_probe" : "ROLLBACK");
            sequences.restore();
        }
    }

    private void execute(String command) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
