package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ClientProgram;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops a command while it has something open on the target. Ctrl-C does the same with 130; the test cannot send that one,
 * since a build that was started in the background ignores it.
 */
class StoppedIT {

    private static final String VERSION = "15";
    private static final int TERMINATED = 143;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOBODY_ELSE =
            "select count(*)::text from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

    private static ThrowawayServer live;

    @TempDir
    Path here;

    private String database = "";
    private String url = "";

    @BeforeAll
    static void start() {
        assumeFalse(File.separatorChar == '\\', "Windows has no such signal");
        live = Servers.start(ServerRequest.of(VERSION).from(Provider.EMBEDDED));
    }

    @AfterAll
    static void stop() {
        if (live != null) {
            live.close();
        }
    }

    @BeforeEach
    void layChain() throws Exception {
        database = live.createDatabase("stopped");
        DatabaseAddress address = live.address(database);
        url = "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
        lay("shop/0001_users.up.sql", "create table users(id int primary key, mail text);");
        lay("shop/0001_users.down.sql", "drop table users;");
        lay("shop/0002_mail.up.sql", "alter table users alter column mail set not null;");
        lay("shop/0002_mail.down.sql", "alter table users alter column mail drop not null;");
        try (Connection session = live.connect(database);
                Statement statement = session.createStatement()) {
            statement.execute("create table users(id int primary key, mail text);"
                    + "insert into users select g, 'a' from generate_series(1, 100) g;"
                    + "create table schema_migrations(version bigint primary key, dirty boolean not null);"
                    + "insert into schema_migrations values (1, false)");
        }
    }

    @Test
    void apply_leaves_the_target_at_a_step_and_says_how_to_go_on() throws Exception {
        String said = stoppedBehindALock("apply", "shop", "--without-attestation", "--no-backup", "--lock-timeout=30");

        assertThat(said).contains("cancelled and rolled back", "lockkeeper status", "Stopped by a signal");
        assertThat(ask("select version || ' ' || dirty from schema_migrations")).isEqualTo("1 false");
        Spoken again = Spoken.in(
                here,
                "apply",
                "shop",
                "--target",
                url,
                "--provider",
                "embedded",
                "--without-attestation",
                "--no-backup");
        assertThat(again.exitCode()).as(again.err() + again.out()).isZero();
        assertThat(ask("select version || ' ' || dirty from schema_migrations")).isEqualTo("2 false");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "lockkeeper.thorough",
            matches = ".*",
            disabledReason = "SKIPPED in a short build; -Dlockkeeper.thorough tries it")
    void check_leaves_nothing_open() throws Exception {
        String said = stoppedBehindALock("check", "shop");

        assertThat(said).contains("Stopped by a signal").doesNotContain("bug");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "lockkeeper.thorough",
            matches = ".*",
            disabledReason = "SKIPPED in a short build; -Dlockkeeper.thorough tries it")
    void a_backup_that_is_stopped_is_none() throws Exception {
        try {
            ClientProgram.find("pg_dump", Integer.parseInt(VERSION));
        } catch (LockkeeperException none) {
            assumeTrue(false, String.valueOf(none.getMessage()));
        }
        String said = stoppedBehindALock(
                "backup", "create", "--backups", here.resolve("backups").toString());

        assertThat(said).contains("Stopped by a signal").doesNotContain("bug");
        try (Stream<Path> files = Files.walk(here.resolve("backups"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void the_command_behind_the_gate_ends_with_it() throws Exception {
        assertThat(Spoken.in(here, "init", "--keys").exitCode()).isZero();
        Spoken checked = Spoken.in(
                here,
                "check",
                "shop",
                "--target",
                url,
                "--provider",
                "embedded",
                "--attestation",
                "a.json",
                "--key",
                "lockkeeper-signing.key");
        assertThat(checked.exitCode()).as(checked.err() + checked.out()).isZero();

        Path began = here.resolve("began");
        Process process = started(
                "gate",
                "--attestation",
                "a.json",
                "--trust",
                "lockkeeper-signing.pub",
                "--",
                "sh",
                "-c",
                "touch began; exec sleep 300");
        until(() -> Files.exists(began), process);
        List<ProcessHandle> commands = process.descendants().toList();
        String said = interrupted(process);

        assertThat(said).contains("The deploy was interrupted");
        assertThat(commands).isNotEmpty();
        // A process that was killed is gone once the system has noticed.
        until(() -> commands.stream().noneMatch(ProcessHandle::isAlive), process);
        until(() -> ask(NOBODY_ELSE).equals("0"), process);
    }

    /** Runs a command into a lock on the table, and stops it there. */
    private String stoppedBehindALock(String... words) throws Exception {
        Process process;
        String said;
        try (Connection other = live.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table users in access exclusive mode");
            process = started(words);
            until(
                    () -> ask("select count(*)::text from pg_locks where not granted and database ="
                                    + " (select oid from pg_database where datname = current_database())")
                            .equals("1"),
                    process);
            said = interrupted(process);
            until(() -> ask(NOBODY_ELSE).equals("1"), process);
            other.rollback();
        }
        return said;
    }

    private interface Question {
        boolean isSo() throws Exception;
    }

    private void until(Question question, Process process) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!question.isSo()) {
            if (Instant.now().isAfter(end)) {
                process.destroyForcibly();
                throw new AssertionError("it never came to that: "
                        + ask("select string_agg(concat_ws(' ', application_name, backend_type, state, query), '; ')"
                                + " from pg_stat_activity where datname = current_database()")
                        + Files.readString(here.resolve("said")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private Process started(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Main.class.getName()));
        int dashes = List.of(words).indexOf("--");
        int end = dashes < 0 ? words.length : dashes;
        command.addAll(List.of(words).subList(0, end));
        command.addAll(List.of("--target", url));
        if (!List.of("backup", "gate").contains(words[0])) {
            command.addAll(List.of("--provider", "embedded"));
        }
        command.addAll(List.of(words).subList(end, words.length));
        Process process = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectErrorStream(true)
                .redirectOutput(here.resolve("said").toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    private String interrupted(Process process) throws Exception {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(here.resolve("said"));
        assertThat(process.exitValue()).as(said).isEqualTo(TERMINATED);
        return said;
    }

    private void lay(String file, String text) throws IOException {
        Path path = here.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = live.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String classPath() {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(part -> Path.of(URI.create(part.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
