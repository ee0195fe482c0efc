package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A million rows on each side, compared by a process that may hold 64 MB of them; prints what it cost. */
@EnabledIfSystemProperty(
        named = "lockkeeper.thorough",
        matches = ".*",
        disabledReason = "SKIPPED in a short build: a minute of work; -Dlockkeeper.thorough does it")
class CompareMillionIT {

    private static final int ROWS = 1_000_000;

    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";

    @TempDir
    static Path folder;

    private static ThrowawayServer server;
    private static String database;

    /** @param kilobytes of memory that the process held at most, all told */
    private record Cost(int exitCode, String out, String err, long kilobytes) {}

    @BeforeAll
    static void fill() throws SQLException {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
        database = server.createDatabase("million");
        try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("million.db"));
                Statement statement = session.createStatement()) {
            statement.execute("PRAGMA synchronous = off");
            statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT, active BOOLEAN,"
                    + " balance REAL, joined TEXT, settings TEXT)");
            statement.execute("INSERT INTO people " + NUMBERS.formatted(ROWS)
                    + "SELECT i, 'Person ' || i, 'p' || i || '@example.org', i % 2, i / 4.0,"
                    + " strftime('%Y-%m-%dT%H:%M:%SZ', 1600000000 + i, 'unixepoch'),"
                    + " json_object('theme', 'dark', 'n', i) FROM n");
            statement.execute("CREATE TABLE clicks (person INTEGER, page TEXT)");
            statement.execute("INSERT INTO clicks " + NUMBERS.formatted(ROWS) + "SELECT i % 1000, 'page ' || i FROM n");
            // So well compressed that PostgreSQL keeps two of them in a page.
            statement.execute("CREATE TABLE scans (id INTEGER PRIMARY KEY, image BLOB)");
            statement.execute("INSERT INTO scans " + NUMBERS.formatted(200) + "SELECT i, zeroblob(1000000 + i) FROM n");
        }
        run("CREATE TABLE people (id bigint PRIMARY KEY, name text, email text, active boolean, balance numeric(12,2),"
                + " joined timestamptz, settings jsonb)");
        run("INSERT INTO people SELECT i, 'Person ' || i, 'p' || i || '@example.org', i % 2 = 1, i / 4.0,"
                + " to_timestamp(1600000000 + i), jsonb_build_object('n', i, 'theme', 'dark')"
                + " FROM generate_series(1, " + ROWS + ") i ORDER BY i::bigint * 7919 % 1000003");
        run("CREATE TABLE clicks (person int, page text)");
        run("INSERT INTO clicks SELECT i % 1000, 'page ' || i FROM generate_series(" + ROWS + ", 1, -1) i");
        run("CREATE TABLE scans (id int PRIMARY KEY, image bytea)");
        run("INSERT INTO scans SELECT i, decode(repeat('00', 1000000 + i), 'hex') FROM generate_series(1, 200) i");
        run("ANALYZE");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_million_rows_by_their_key_in_64_megabytes() throws Exception {
        Cost cost = compare("people");

        assertThat(cost.exitCode()).as(cost.err() + cost.out()).isZero();
        assertThat(cost.out()).contains("1,000,000", "THE SAME: 2,000,000 rows read in ");
        assertThat(cost.err()).containsPattern("people: [\\d,]+ of 2,000,000 rows, [\\d,]+ rows/s, \\d+ s left");
    }

    @Test
    void a_million_rows_without_a_key_in_64_megabytes() throws Exception {
        Cost cost = compare("clicks");

        assertThat(cost.exitCode()).as(cost.err() + cost.out()).isZero();
        assertThat(cost.out()).contains("whole rows", "THE SAME: 2,000,000 rows read in ");
    }

    @Test
    void a_few_hundred_megabytes_of_long_values_in_64_megabytes() throws Exception {
        Cost cost = compare("scans");

        assertThat(cost.exitCode()).as(cost.err() + cost.out()).isZero();
        assertThat(cost.out()).contains("THE SAME: 400 rows read in ");
    }

    @Test
    void five_of_a_million_are_found() throws Exception {
        run("CREATE TABLE IF NOT EXISTS people_kept AS TABLE people LIMIT 0");
        run("INSERT INTO people_kept SELECT * FROM people WHERE id IN (1, 500000, 999999)");
        run("DELETE FROM people WHERE id = 500000");
        run("UPDATE people SET name = left(name, 3) WHERE id = 1");
        run("UPDATE people SET joined = joined + interval '1 hour' WHERE id = 999999");
        run(
                "INSERT INTO people VALUES (0, 'before all', '', true, 0, now(), '{}'), (2000000, 'after all', '', true, 0, now(), '{}')");
        try {
            Cost cost = compare("people");

            assertThat(cost.exitCode()).as(cost.err()).isOne();
            assertThat(cost.out())
                    .contains("5 DIFFERENCES", "missing    id=500000", "extra      id=0", "extra      id=2000000")
                    .contains("name: cut to 3 of 8 characters", "joined: shifted by +01:00:00");
        } finally {
            run("DELETE FROM people WHERE id IN (0, 1, 999999, 2000000)");
            run("INSERT INTO people SELECT * FROM people_kept");
        }
    }

    private Cost compare(String table) throws IOException, InterruptedException {
        DatabaseAddress address = server.address(database);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "compare",
                folder.resolve("million.db").toString(),
                "postgresql://" + address.user() + "@" + address.host() + ":" + address.port() + "/" + database,
                "--tables",
                table,
                "--progress"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("PGPASSWORD", address.password());
        Process process = builder.start();
        long kilobytes = 0;
        while (process.isAlive()) {
            kilobytes = Math.max(kilobytes, peak(process.pid()));
            Thread.sleep(20);
        }
        Cost cost = new Cost(process.exitValue(), Files.readString(out), Files.readString(err), kilobytes);
        System.out.println(cost.err() + cost.out() + "at most " + kilobytes / 1024 + " MB resident");
        return cost;
    }

    /** What the process held at most until now, where the system tells; 0 elsewhere. */
    private static long peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection session = server.connect(database);
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
