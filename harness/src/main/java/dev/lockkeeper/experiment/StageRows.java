package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact.TableSize;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.rows.DataPicture;
import dev.lockkeeper.rows.Filled;
import dev.lockkeeper.rows.Fixtures;
import dev.lockkeeper.rows.LoadedTable;
import dev.lockkeeper.rows.RowGenerator;
import dev.lockkeeper.rows.RowKey;
import dev.lockkeeper.rows.RowOrigins;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rows on the stage of one chain: the user's, and on top of them ours. */
final class StageRows {

    private final Fixtures fixtures;
    private RowGenerator generator;
    private final long seed;
    private final int perTable;
    private final Set<String> tablesWithFixtures = new HashSet<>();
    private final Set<String> gaps = new TreeSet<>();

    StageRows(Fixtures fixtures, long seed, int perTable) {
        this.fixtures = fixtures;
        this.seed = seed;
        this.perTable = perTable;
        this.generator = new RowGenerator(seed, perTable, new RowOrigins());
    }

    RowOrigins origins() {
        return generator.origins();
    }

    boolean has(String version) {
        return fixtures.has(version);
    }

    List<Statement> probes(String version) {
        return fixtures.probes(version);
    }

    /** Whether none of the rows are of our making. */
    boolean areOnlyUsers() {
        return perTable == 0;
    }

    /** What the database holds before the first step. */
    void loadBase(Stage stage) throws SQLException {
        stage.notingRoles(() -> fixtures.loadBase(stage.connection(), generator));
    }

    /** The user's rows of a version in a database that is only passed through; what is remembered there is forgotten. */
    void loadFixtures(Stage stage, String version) throws SQLException {
        fixtures.load(stage.connection(), version, new RowGenerator(seed, perTable, new RowOrigins()));
    }

    /** Lays the user's rows of a version on the stage, and remembers which they are. */
    void layFixtures(Stage stage, String version) throws SQLException {
        fixtures.load(stage.connection(), version, generator).stream()
                .map(LoadedTable::table)
                .forEach(tablesWithFixtures::add);
    }

    /** The user's rows of a version, where they will be rolled back; false when they were refused there. */
    boolean loadInside(Connection lab, String version) throws SQLException {
        try {
            fixtures.load(
                    lab, version, new RowGenerator(seed, perTable, origins().copy()));
            return true;
        } catch (LockkeeperException refused) {
            // The same rows are laid on the stage next, where a refusal is told to the user.
            return false;
        }
    }

    /** Rows as the release may write them that ships with the present schema, where they will be rolled back. */
    boolean asNewRelease(Connection lab, CatalogState before, Collection<String> tables) throws SQLException {
        return perTable > 0
                && !generator
                        .copy()
                        .newRelease(lab, before.snapshot(), tables)
                        .rows()
                        .isEmpty();
    }

    /** Fills tables and columns that have nothing yet. */
    void generate(Stage stage, Collection<String> tables) throws SQLException {
        if (perTable > 0 && !tables.isEmpty()) {
            Filled filled = generator.fill(stage.connection(), tables, Population.PLAIN, Population.ADVERSARIAL);
            gaps.addAll(filled.gaps());
        }
    }

    /** Fills every table with ordinary rows. */
    void generatePlain(Stage stage, CatalogSnapshot schema) throws SQLException {
        generator.fill(stage.connection(), tables(schema), Population.PLAIN);
    }

    /** Takes rows of ours out of the way of a step that refused them, but for some; the tables that have fewer now. */
    Set<String> withdraw(Connection session, Collection<String> tables, Population population, Set<RowKey> spared)
            throws SQLException {
        return generator.withdraw(session, tables, population, spared).keySet();
    }

    /** The same with all hurtful rows but some, where it will be rolled back. */
    void withdrawInside(Connection lab, Collection<String> tables, Set<RowKey> spared) throws SQLException {
        generator.copy().withdraw(lab, tables, Population.ADVERSARIAL, spared);
    }

    /** The hurtful rows in some tables. */
    List<RowKey> hurtful(Connection session, Collection<String> tables) throws SQLException {
        return generator.rowsOf(session, tables, Population.ADVERSARIAL);
    }

    /** Whether rows of ours may be the reason of a refusal. */
    boolean mayBeToBlameFor(Failure failure) {
        return perTable > 0 && failure.mayBeAboutRows();
    }

    /** The same user's rows with nothing of ours yet, for a stage that is built anew. */
    StageRows anew() {
        return new StageRows(fixtures, seed, perTable);
    }

    /** Forgets all rows of ours, which are gone with their stage, and takes over what stands on the new one. */
    void startOver(StageRows onNewStage) {
        generator = onNewStage.generator;
    }

    /** The rows of some tables, when their names matter to anybody. */
    Optional<DataPicture> picture(Stage stage, Collection<String> tables) throws SQLException {
        return perTable == 0 || tables.isEmpty()
                ? Optional.empty()
                : Optional.of(DataPicture.take(stage.connection(), tables));
    }

    /** How much of the schema stands under rows. */
    RowCoverage coverage(Stage stage, CatalogSnapshot schema) throws SQLException {
        return perTable > 0 ? Coverage.of(stage.connection(), schema, List.copyOf(gaps)) : RowCoverage.none();
    }

    /** How many rows the tables have that a step is about to touch. */
    List<TableSize> sizes(Stage stage, Collection<String> names) throws SQLException {
        if (names.isEmpty()) {
            return List.of();
        }
        DataPicture now = DataPicture.take(stage.connection(), names);
        List<TableSize> sizes = new ArrayList<>();
        for (String name : now.names()) {
            sizes.add(new TableSize(name, now.rows(name).orElse(0L), tablesWithFixtures.contains(name)));
        }
        return sizes;
    }

    static List<String> tables(CatalogSnapshot schema) {
        return Stream.concat(schema.all(ObjectKind.TABLE), schema.all(ObjectKind.PARTITIONED_TABLE))
                .map(table -> table.id().name())
                .toList();
    }
}
