package dev.lockkeeper.gate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockkeeper.gate.Sha256;
import dev.lockkeeper.gate.apply.DeployBench;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ClientProgram;
import dev.lockkeeper.target.LiveDatabase;
import dev.lockkeeper.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wants pg_dump and pg_restore of version 15 or newer on this machine; without them it is skipped, and says so. */
class BackupsIT {

    static final String VERSION = "15";

    private static LiveDatabase live;

    @TempDir
    Path folder;

    private Backups backups;

    @BeforeAll
    static void fill() throws IOException {
        assumeTrue(programsAreHere(), "pg_dump 15 is not on this machine, so backups were not tried");
        live = new LiveDatabase(VERSION);
        try (Stream<Path> files = Files.list(Path.of("../migrations/bookshop"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".up.sql"))
                    .sorted()
                    .toList()) {
                live.run(Files.readString(file));
                Path rows = Path.of(
                        "../fixtures/bookshop", file.getFileName().toString().substring(0, 4) + ".sql");
                if (Files.exists(rows)) {
                    live.run(Files.readString(rows));
                }
            }
        }
        live.run(
                "create role backup_reader",
                "create schema more",
                "create table more.kinds (kind varchar(9) not null check (kind in ('one', 'two')))",
                "create type more.mood as enum ('well', 'ill')",
                "create table more.\"odd name\" (id bigint generated always as identity primary key, \"when\" timestamptz, m more.mood, b bytea, j jsonb)",
                "insert into more.\"odd name\" (\"when\", m, b, j) select now() - n * interval '1 hour', 'ill', decode(md5(n::text), 'hex'), jsonb_build_object('n', n) from generate_series(1, 5000) n",
                "grant select on more.\"odd name\" to backup_reader",
                "create view more.wells as select * from more.\"odd name\" where m = 'well'",
                "create table more.parts (at date not null, n int) partition by range (at)",
                "create table more.parts_1 partition of more.parts for values from ('2020-01-01') to ('2030-01-01')",
                "insert into more.parts values ('2024-02-29', 1), ('2024-03-01', 2)");
    }

    @AfterAll
    static void drop() {
        if (live != null) {
            live.close();
        }
    }

    @BeforeEach
    void open() {
        backups = new Backups(new DirectoryStorage(folder.resolve("kept")), Clock.systemUTC());
    }

    @Test
    void what_is_backed_up_is_proved_and_can_be_restored() throws IOException {
        Manifest made = create();

        assertThat(made.tables()).containsKeys("more.\"odd name\"", "more.parts", "public.books");
        assertThat(made.tables()).hasEntrySatisfying("more.\"odd name\"", digest -> assertThat(digest.rows())
                .isEqualTo(5000));
        assertThat(made.roles()).contains("backup_reader");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("kept").resolve(made.name()))))
                .isEqualTo("rwx------");
        assertThat(backups.list()).containsExactly(made);

        assertThat(backups.verify(made.name(), major -> DeployBench.server(VERSION))
                        .proved())
                .isNotNull();
        assertThat(backups.list().get(0).proved()).isNotNull();

        try (LiveDatabase other = new LiveDatabase(VERSION);
                Target target = other.target()) {
            backups.restore(made.name(), target, false);
            assertThat(other.ask("select count(*) from more.\"odd name\"")).containsExactly("5000");

            assertThatThrownBy(() -> backups.restore(made.name(), target, false))
                    .hasMessageContaining("is not empty");
            other.run("delete from more.parts", "create table later (id int primary key)", "create schema much_later");
            backups.restore(made.name(), target, true);
            assertThat(other.ask("select count(*) from more.parts")).containsExactly("2");
            assertThat(other.ask("select to_regclass('later')::text")).containsExactly("null");
        }
        backups.delete(made.name());
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void one_flipped_byte_is_refused() throws IOException {
        Manifest made = create();
        byte[] bytes = Files.readAllBytes(dump(made));
        bytes[bytes.length / 2] ^= 1;
        Files.write(dump(made), bytes);

        refusedBecause(made, "is damaged: its bytes are not those that were written");
    }

    @Test
    void a_truncated_file_is_refused() throws IOException {
        Manifest made = create();
        byte[] bytes = Files.readAllBytes(dump(made));
        Files.write(dump(made), Arrays.copyOf(bytes, bytes.length - 100));

        refusedBecause(made, "is cut off");
    }

    @Test
    void a_backup_without_one_of_the_tables_is_refused_though_its_sums_are_right() throws IOException {
        Manifest made = create();
        dumpWithout("more.parts*", made);

        refusedBecause(made, "table more.parts with its 2 rows is missing");
    }

    @Test
    void a_backup_without_some_rows_is_refused_though_its_sums_are_right() throws IOException {
        Manifest made = create();
        live.run(
                "begin; create temp table kept as select * from more.parts; delete from more.parts where n = 2; commit");
        try {
            dumpWithout("nothing_at_all", made);
        } finally {
            live.run("insert into more.parts values ('2024-03-01', 2)");
        }

        refusedBecause(made, "table more.parts had 2 rows and has 1");
    }

    @Test
    void the_password_is_on_no_command_line() {
        String password = live.address().password();
        List<String> seen = new CopyOnWriteArrayList<>();
        Thread watch = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                ProcessHandle.current()
                        .descendants()
                        .flatMap(process -> process.info().commandLine().stream())
                        .forEach(seen::add);
            }
        });
        watch.start();
        create();
        watch.interrupt();

        assertThat(seen).anyMatch(line -> line.contains("pg_dump")).noneMatch(line -> line.contains(password));
    }

    @Test
    void the_oldest_go_but_never_the_last_one_that_was_proved() {
        List<String> names = new ArrayList<>();
        for (int day = 1; day <= 4; day++) {
            Clock clock = Clock.fixed(Instant.EPOCH.plus(Duration.ofDays(day)), ZoneOffset.UTC);
            Backups that = new Backups(new DirectoryStorage(folder.resolve("kept")), clock);
            try (Target target = live.target()) {
                names.add(that.create(target).name());
            }
        }
        backups.verify(names.get(0), major -> DeployBench.server(VERSION));
        Manifest any = backups.list().get(0);

        assertThat(backups.rotate(any.database(), any.system(), 2)).containsExactly(names.get(1));
        assertThat(backups.list()).extracting(Manifest::name).containsExactly(names.get(0), names.get(2), names.get(3));
    }

    @Test
    void a_name_leads_out_of_the_folder_by_no_trick() {
        assertThatThrownBy(() -> backups.delete("../kept")).hasMessageContaining("There is no backup ../kept");
    }

    private Manifest create() {
        try (Target target = live.target()) {
            return backups.create(target);
        }
    }

    private void refusedBecause(Manifest made, String why) {
        assertThatThrownBy(() -> backups.verify(made.name(), major -> DeployBench.server(VERSION)))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining(why);
        try (LiveDatabase other = new LiveDatabase(VERSION);
                Target target = other.target()) {
            assertThatThrownBy(() -> backups.restore(made.name(), target, false))
                    .hasMessageContaining(why);
        }
    }

    private Path dump(Manifest made) {
        return folder.resolve("kept").resolve(made.name()).resolve(Manifest.DUMP);
    }

    private void dumpWithout(String table, Manifest made) throws IOException {
        dumpWithout("--exclude-table=" + table, dump(made), made, live.address());
    }

    /** Another dump in the place of the first, with a manifest that agrees with it in size and sum. */
    static void dumpWithout(String what, Path dump, Manifest made, DatabaseAddress address) throws IOException {
        new Postgres("pg_dump", Integer.parseInt(VERSION))
                .run("dump", Postgres.environment(address), List.of("--format=custom", what, "--file=" + dump));
        Manifest forged = new Manifest(
                made.name(),
                made.database(),
                made.system(),
                made.created(),
                made.server(),
                made.program(),
                Files.size(dump),
                Sha256.of(dump),
                made.schema(),
                made.tables(),
                made.sequences(),
                made.roles(),
                null);
        Files.write(dump.resolveSibling(Manifest.FILE), forged.json());
    }

    static boolean programsAreHere() {
        try {
            return ClientProgram.find("pg_dump", Integer.parseInt(VERSION)).major() >= 15;
        } catch (LockkeeperException e) {
            return false;
        }
    }
}
