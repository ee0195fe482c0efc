package dev.lockkeeper.rows;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Statement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that production would hold, and the statements of each release, as the user gave them in files. */
public final class Fixtures {

    /** Cuts the text of a file into statements; the file is named as in messages. */
    public interface ScriptReader {
        List<Statement> read(String file, String text);
    }

    private final FixtureFiles files;
    private final ScriptReader reader;

    private Fixtures(FixtureFiles files, ScriptReader reader) {
        this.files = files;
        this.reader = reader;
    }

    /** The fixtures in a folder; none when there is no folder. */
    public static Fixtures in(@Nullable Path folder, ScriptReader reader) {
        return new Fixtures(new FixtureFiles(folder), reader);
    }

    /**
     * Holds the files' names against the chain's versions.
     *
     * @throws LockkeeperException with every file that fits none
     */
    public void check(Collection<String> versions) {
        List<String> mistakes = files.mistakes(versions);
        if (!mistakes.isEmpty()) {
            throw LockkeeperException.because("Some files of fixtures fit no version of the chain.")
                    .answered(String.join("\n", mistakes))
                    .tryThis("name them <version>.sql, <version>.probe.sql or <version>/<schema.table>.csv,"
                            + " with the version as the chain writes it; base.sql is for rows before the first step");
        }
    }

    /** Whether there are no rows in it at all. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Whether there are rows for this version. */
    public boolean has(String version) {
        return files.script(version).isPresent() || !files.tables(version).isEmpty();
    }

    /** What makes the database that exists before the first step. */
    public List<Statement> base() {
        return files.base().map(this::statements).orElse(List.of());
    }

    /** Statements that write the rows of this version. */
    public List<Statement> forVersion(String version) {
        return files.script(version).map(this::statements).orElse(List.of());
    }

    /** Statements of the release that shipped with this version. */
    public List<Statement> probes(String version) {
        return files.probe(version).map(this::statements).orElse(List.of());
    }

    private List<Statement> statements(Path file) {
        String label = files.label(file);
        return reader.read(label, FixtureFiles.read(file, label));
    }

    /**
     * Loads what exists before the first step.
     *
     * @throws LockkeeperException with every statement that was refused
     */
    public List<LoadedTable> loadBase(Connection session, RowGenerator generator) throws SQLException {
        return load(session, "the base", base(), List.of(), generator);
    }

    /**
     * Loads the rows of a version; call it right after the up. Rows of ours that stand in the way are taken out.
     *
     * @throws LockkeeperException with everything that does not fit this version
     */
    public List<LoadedTable> load(Connection session, String version, RowGenerator generator) throws SQLException {
        return load(session, "version " + version, forVersion(version), files.tables(version), generator);
    }

    private List<LoadedTable> load(
            Connection session,
            String what,
            List<Statement> statements,
            List<FixtureFiles.Csv> tables,
            RowGenerator generator)
            throws SQLException {
        if (statements.isEmpty() && tables.isEmpty()) {
            return List.of();
        }
        FixtureLoad load = new FixtureLoad(files, what, statements, tables, generator.origins());
        for (Population inTheWay : List.of(Population.ADVERSARIAL, Population.PLAIN)) {
            FixtureLoad.Outcome outcome = load.run(session);
            if (outcome.mistakes().isEmpty()) {
                return outcome.loaded();
            }
            if (outcome.collided().isEmpty()) {
                throw load.refused(outcome);
            }
            generator.withdraw(session, outcome.collided(), inTheWay);
        }
        FixtureLoad.Outcome last = load.run(session);
        if (!last.mistakes().isEmpty()) {
            throw load.refused(last);
        }
        return last.loaded();
    }
}
