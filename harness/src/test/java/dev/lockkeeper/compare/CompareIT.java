package dev.lockkeeper.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockkeeper.compare.Comparison.OfTable;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.TargetRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real databases held against each other: the sample that moved from SQLite, and small ones for every oddity. */
class CompareIT {

    private static final Path CHAIN = Path.of("../migrations/inclusive-coach/prisma/migrations");
    private static final Path ROWS = Path.of("../fixtures/inclusive-coach-sqlite");

    private static ThrowawayServer server;
    private static String coach;

    @TempDir
    Path folder;

    private Path source;
    private String database;

    @BeforeAll
    static void the_chain_is_laid_once() throws Exception {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
        coach = server.createDatabase("coach");
        try (Connection session = server.connect(coach);
                Statement statement = session.createStatement();
                Stream<Path> steps = Files.list(CHAIN)) {
            statement.execute(Files.readString(Path.of("../fixtures/inclusive-coach/base.sql")));
            for (Path step : steps.filter(Files::isDirectory).sorted().toList()) {
                statement.execute(Files.readString(step.resolve("migration.sql")));
            }
            statement.execute(Files.readString(ROWS.resolve("moved.sql")));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void names() {
        source = folder.resolve("source.db");
    }

    @Test
    void what_moved_from_sqlite_is_the_same_in_every_row() throws Exception {
        theSampleMoved();

        Comparison same = compare(CompareRequest.ofAll());

        assertThat(same.tables()).allSatisfy(table -> assertThat(table.rows()).isEmpty());
        assertThat(same.differences()).isZero();
        assertThat(same.tables())
                .extracting(OfTable::source, OfTable::target, OfTable::key, OfTable::sourceRows, OfTable::targetRows)
                .containsExactly(
                        tuple("coaches", "public.coaches", List.of("id"), 8L, 8L),
                        tuple("goals", "public.goals", List.of("id"), 5L, 5L),
                        tuple("learners", "public.learners", List.of("id"), 12L, 12L),
                        tuple("notes", "public.notes", List.of("id"), 10L, 10L),
                        tuple("sessions", "public.sessions", List.of("id"), 15L, 15L));
        assertThat(same.onlyTarget()).containsExactly("public.audit_log");
        assertThat(same.notes()).anyMatch(note -> note.contains("_prisma_migrations"));
    }

    @Test
    void five_planted_differences_are_exactly_the_five_that_are_found() throws Exception {
        theSampleMoved();
        run("DELETE FROM notes WHERE id = 4");
        run("INSERT INTO goals (learner_id, title) VALUES (1, 'nobody set it')");
        run("UPDATE sessions SET price = price + 1 WHERE id = (SELECT max(id::text)::uuid FROM sessions)");
        run("UPDATE notes SET body = left(body, 40) WHERE id = 2");
        run("UPDATE coaches SET created_at = created_at + interval '1 hour' WHERE id = 3");

        Comparison found = compare(CompareRequest.ofAll());

        assertThat(found.differences()).isEqualTo(5);
        assertThat(told(found))
                .containsExactly(
                        "coaches DIFFERENT id=3 created_at (shifted by +01:00:00)",
                        "goals EXTRA id=6",
                        "notes DIFFERENT id=2 body (cut to 40 of 160 characters)",
                        "notes MISSING id=4",
                        "sessions DIFFERENT id=" + one("SELECT max(id::text) FROM sessions") + " price ()");
        assertThat(values(found)).as("values are shown to those who ask").containsOnlyNulls();
        assertThat(values(compare(CompareRequest.ofAll().showingValues())))
                .contains("nobody set it", "2021-04-06 04:30:15.3+00", "A long note. A long note. A long note. A");
    }

    private void theSampleMoved() throws Exception {
        sqlite(Files.readString(ROWS.resolve("source.sql")));
        database = server.cloneDatabase(coach);
    }

    private static List<String> told(Comparison comparison) {
        return comparison.tables().stream()
                .flatMap(table -> table.rows().stream()
                        .map(row -> table.source() + " " + row.kind() + " " + row.key()
                                + String.join(
                                        "",
                                        row.columns().stream()
                                                .map(column -> " " + column.column() + " (" + column.how() + ")")
                                                .toList())))
                .toList();
    }

    private static List<String> values(Comparison comparison) {
        return comparison.tables().stream()
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> row.columns().stream())
                .flatMap(column -> Stream.of(column.source(), column.target()))
                .toList();
    }

    private Comparison compare(CompareRequest request) {
        try (Compare compare =
                Compare.sqlite(source, target(database), System::getenv, request, CompareProgress.SILENT)) {
            return compare.run();
        }
    }

    private static TargetRequest target(String database) {
        DatabaseAddress address = server.address(database);
        return TargetRequest.of(
                "target",
                "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":"
                        + address.port() + "/" + address.database());
    }

    private void sqlite(String script) throws SQLException {
        try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + source);
                Statement statement = session.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection session = server.connect(database);
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (Connection session = server.connect(database);
                Statement statement = session.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
