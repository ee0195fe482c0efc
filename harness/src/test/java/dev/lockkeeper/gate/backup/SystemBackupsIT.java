package dev.lockkeeper.gate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockkeeper.ChainRequest;
import dev.lockkeeper.ChainSelection;
import dev.lockkeeper.Thorough;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.alembic.PythonForAlembic;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.experiment.MovableStage;
import dev.lockkeeper.gate.apply.DeployBench;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.Drift;
import dev.lockkeeper.target.LiveDatabase;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetCatalog;
import dev.lockkeeper.target.TargetRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backs up each sample system with its rows, proves the backup, restores it, and damages it in three ways. */
@Tag(PythonForAlembic.TAG)
class SystemBackupsIT {

    private static final Path MIGRATIONS =
            Path.of("../migrations").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeAll
    static void wantPrograms() {
        assumeTrue(BackupsIT.programsAreHere(), "pg_dump 15 is not on this machine, so backups were not tried");
    }

    static List<String> systems() {
        return Thorough.sample(
                List.of("bookshop", "profe", "km0-market", "sst-platform", "inclusive-coach", "alembic-app"), 6, 2);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void a_system_comes_back_as_it_was_or_not_at_all(String system) throws Exception {
        Verification request = Verifications.of(
                new ChainSelection(MIGRATIONS, Vocabulary.any())
                        .of(List.of(system))
                        .get(0),
                LocalDate.of(2026, 1, 1));
        try (MovableStage stage =
                request.stage(request.chains().get(0).name(), DeployBench.server(BackupsIT.VERSION), true)) {
            stage.moveTo(stage.chain().steps().size());
            if (system.equals("profe")) {
                for (ChainRequest other :
                        request.chains().subList(1, request.chains().size())) {
                    add(other, stage.address());
                }
            }
            CatalogSnapshot schema = stage.schema();
            stage.generateRows(tables(schema));
            comesBack(system, stage.address(), schema);
        }
    }

    private void comesBack(String system, DatabaseAddress address, CatalogSnapshot schema) throws IOException {
        Backups backups = new Backups(new DirectoryStorage(folder.resolve("kept")), Clock.systemUTC());
        Manifest made;
        try (Target target = Target.open(TargetRequest.of(system, url(address)), name -> null)) {
            made = backups.create(target);
        }
        assertThat(made.rows())
                .as("rows of %s", system)
                .isGreaterThan(made.tables().size());
        assertThat(backups.verify(made.name(), major -> DeployBench.server(BackupsIT.VERSION))
                        .proved())
                .isNotNull();
        try (LiveDatabase other = new LiveDatabase(BackupsIT.VERSION);
                Target target = other.target()) {
            backups.restore(made.name(), target, false);
            assertThat(target.ask("Could not look.", Contents::of).tables()).isEqualTo(made.tables());
            assertThat(new Drift(schema, TargetCatalog.read(target), List.of(), List.of())
                            .facts(new SourceSpan(".", 1)))
                    .as("drift of %s after its restore", system)
                    .isEmpty();
        }
        System.out.printf(
                "%s: %d tables, %d rows backed up, proved, restored and found equal%n",
                system, made.tables().size(), made.rows());
        refusesDamage(backups, made, address);
    }

    private void refusesDamage(Backups backups, Manifest made, DatabaseAddress address) throws IOException {
        Path dump = folder.resolve("kept").resolve(made.name()).resolve(Manifest.DUMP);
        byte[] whole = Files.readAllBytes(dump);

        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 4;
        Files.write(dump, flipped);
        refused(backups, made, "is damaged");

        Files.write(dump, Arrays.copyOf(whole, whole.length - 1));
        refused(backups, made, "is cut off");

        String table = made.tables().entrySet().stream()
                .filter(one -> one.getValue().rows() > 0)
                .reduce((one, later) -> later)
                .orElseThrow()
                .getKey();
        // What refers to it cannot be restored; where nothing does, the comparison misses it.
        BackupsIT.dumpWithout("--exclude-table=" + table, dump, made, address);
        refused(backups, made, table.replace("\"", ""));
    }

    private static void refused(Backups backups, Manifest made, String why) {
        assertThatThrownBy(() -> backups.verify(made.name(), major -> DeployBench.server(BackupsIT.VERSION)))
                .isInstanceOf(LockkeeperException.class)
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).replace("\"", ""))
                        .contains(why));
    }

    private static List<String> tables(CatalogSnapshot schema) {
        return schema.objects().values().stream()
                .map(CatalogObject::id)
                .filter(id -> id.kind() == ObjectKind.TABLE)
                .map(ObjectId::name)
                .toList();
    }

    /** The further schemas of a system whose chains share one database. */
    private static void add(ChainRequest asked, DatabaseAddress address) throws SQLException, IOException {
        try (Connection session = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = session.createStatement()) {
            for (Step step : ChainFormats.read(asked.path(), asked.format(), asked.reading())
                    .steps()) {
                for (dev.lockkeeper.model.Statement one : ((Script) step.up()).statements()) {
                    statement.execute(one.sql());
                }
                if (asked.fixtures() != null && Files.exists(asked.fixtures().resolve(step.version() + ".sql"))) {
                    statement.execute(Files.readString(asked.fixtures().resolve(step.version() + ".sql")));
                }
            }
        }
    }

    private static String url(DatabaseAddress address) {
        return "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
    }
}
