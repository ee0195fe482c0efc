package dev.lockkeeper.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockkeeper.compare.Comparison.OfTable;
import dev.lockkeeper.compare.Comparison.SequenceBehind;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
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
import java.util.Map;
import java.util.Set;
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

    private Path source = Path.of("source.db");
    private String database = "";

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

    @Test
    void rows_without_a_key_are_counted_whole_copies_included() throws Exception {
        sqlite("CREATE TABLE clicks (who INTEGER, page TEXT)");
        sqlite("INSERT INTO clicks VALUES (1, 'a'), (1, 'a'), (2, 'b'), (NULL, 'c'), (NULL, 'c')");
        target("CREATE TABLE clicks (who int, page text)");
        run("INSERT INTO clicks VALUES (NULL, 'c'), (2, 'b'), (1, 'a'), (NULL, 'c'), (3, 'new')");

        Comparison found = compare(CompareRequest.ofAll().showingValues());

        assertThat(found.tables().get(0).key()).isEmpty();
        assertThat(told(found))
                .containsExactlyInAnyOrder(
                        "clicks MISSING rowid 2 who () page ()", "clicks EXTRA ctid (0,5) who () page ()");
        assertThat(values(found)).contains("a", "new");
    }

    @Test
    void text_keys_are_walked_in_one_order_whatever_the_collations() throws Exception {
        sqlite("CREATE TABLE words (word TEXT COLLATE NOCASE PRIMARY KEY, n INT) WITHOUT ROWID");
        sqlite("INSERT INTO words VALUES ('b',1),('A',2),('é',3),('Z',4),('😀',5),('～',6),('_x',7),('ab c',8),('',9)");
        target("CREATE TABLE words (word text COLLATE \"und-x-icu\" PRIMARY KEY, n int)");
        run("INSERT INTO words VALUES ('b',1),('A',2),('é',3),('Z',4),('😀',5),('～',6),('_x',7),('ab c',8),('',9)");
        assertThat(compare(CompareRequest.ofAll()).differences()).isZero();

        run(
                "UPDATE words SET n = 0 WHERE word = '😀'; DELETE FROM words WHERE word = 'A'; INSERT INTO words VALUES ('a', 2)");

        assertThat(told(compare(CompareRequest.ofAll())))
                .containsExactly("words MISSING word=A", "words EXTRA word=a", "words DIFFERENT word=😀 n ()");
    }

    @Test
    void types_of_every_kind_hold_the_same() throws Exception {
        sqlite(
                "CREATE TABLE t (a INTEGER, b TEXT, flag BOOLEAN, bin BLOB, tags TEXT, doc TEXT, day INTEGER, at INTEGER,"
                        + " price DECIMAL(10,2), code CHAR(4), span TEXT, kind TEXT, PRIMARY KEY (a, b))");
        sqlite(
                "INSERT INTO t VALUES (1, 'x', 1, x'00ff', '[\"p\",\"q\"]', '{\"k\":[1.50]}', '2024-02-29', 1727794800,"
                        + " 12.30, 'ab', '08:00', 'new'), (1, 'y', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'old')");
        target(
                "CREATE TYPE kind AS ENUM ('new', 'old'); CREATE DOMAIN price AS numeric(10,2); CREATE TABLE t (a smallint,"
                        + " b varchar(9), flag boolean, bin bytea, tags text[], doc jsonb, day date, at timestamptz, price price,"
                        + " code char(4), span time, kind kind, PRIMARY KEY (b, a)) PARTITION BY LIST (a)");
        run("CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)");
        run(
                "INSERT INTO t VALUES (1, 'x', true, '\\x00ff', '{p,q}', '{\"k\":[1.5]}', '2024-02-29', '2024-10-01 17:00+02',"
                        + " 12.3, 'ab', '08:00', 'new'), (1, 'y', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'old')");

        Comparison same = compare(CompareRequest.ofAll());
        assertThat(told(same)).isEmpty();
        assertThat(same.tables().get(0).key()).containsExactly("b", "a");

        run(
                "UPDATE t SET flag = false, bin = '\\x00fe', tags = '{q,p}', doc = '{\"k\":[1.51]}', day = '2024-03-01',"
                        + " at = at + interval '1 us', price = 12.31, code = 'abc', span = '08:01', kind = 'old' WHERE b = 'x'");
        assertThat(compare(CompareRequest.ofAll()).tables().get(0).byColumn())
                .containsOnlyKeys("flag", "bin", "tags", "doc", "day", "at", "price", "code", "span", "kind");
    }

    @Test
    void what_postgresql_cannot_hold_is_told_as_what_it_is() throws Exception {
        sqlite("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)");
        sqlite(
                "INSERT INTO notes VALUES (1, 'a' || char(0) || 'b'), (2, CAST(x'61ff' AS TEXT)), (3, 'fine'), (4, char(65533))");
        target("CREATE TABLE notes (id int PRIMARY KEY, body text)");
        run("INSERT INTO notes VALUES (1, 'a'), (2, 'a\uFFFD'), (3, 'fine'), (4, '\uFFFD')");

        assertThat(told(compare(CompareRequest.ofAll())))
                .containsExactly(
                        "notes DIFFERENT id=1 body (the source holds a NUL, which PostgreSQL cannot)",
                        "notes DIFFERENT id=2 body ()");
    }

    @Test
    void tables_and_columns_of_one_side_only_are_told() throws Exception {
        sqlite("CREATE TABLE users (id INTEGER PRIMARY KEY, nick TEXT, oldMail TEXT); CREATE TABLE gone (id INTEGER)");
        sqlite("INSERT INTO users VALUES (1, 'n', 'm'); INSERT INTO gone VALUES (1), (2)");
        target(
                "CREATE SCHEMA app; CREATE TABLE app.people (id int PRIMARY KEY, nick text, since date); CREATE TABLE fresh ()");
        run("INSERT INTO app.people VALUES (1, 'n', NULL)");
        Map<String, String> map = Map.of("users", "app.people");

        Comparison found = compare(request(List.of(), map, Set.of(), false));
        assertThat(found.onlySource()).isEqualTo(Map.of("gone", 2L));
        assertThat(found.onlyTarget()).containsExactly("public.fresh");
        assertThat(found.tables().get(0).onlySource()).containsExactly("oldMail");
        assertThat(found.tables().get(0).onlyTarget()).containsExactly("since");
        assertThat(found.differences()).as("a table and a column left behind").isEqualTo(2);

        assertThat(compare(request(List.of(), map, Set.of(), true)).differences())
                .isEqualTo(4);
        assertThat(compare(request(List.of("users"), map, Set.of("users.oldMail"), false))
                        .isSame())
                .isTrue();
    }

    @Test
    void a_name_that_could_be_two_tables_has_to_be_said() throws Exception {
        sqlite("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        target("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.users (id int); CREATE TABLE b.users (id int)");

        assertThatThrownBy(() -> compare(CompareRequest.ofAll()))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("users could be any of a.users, b.users; say which with --map users=a.users");
    }

    @Test
    void sequences_that_were_left_behind_are_told_with_the_remedy_that_helps() throws Exception {
        sqlite("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (3), (7)");
        target("CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)");
        run("INSERT INTO t VALUES (3), (7)");

        List<SequenceBehind> behind = compare(CompareRequest.ofAll()).sequences();

        assertThat(behind)
                .extracting(
                        SequenceBehind::sequence, SequenceBehind::column, SequenceBehind::next, SequenceBehind::highest)
                .containsExactly(tuple("public.t_id_seq", "id", 1L, 7L));
        run(behind.get(0).remedy());
        assertThat(compare(CompareRequest.ofAll()).isSame()).isTrue();
    }

    @Test
    void two_postgresql_databases_are_compared_across_types_and_hidden_rows_are_no_missing_rows() throws Exception {
        target("CREATE TABLE t (id int PRIMARY KEY, at timestamp, n int, v varchar(5), d double precision)");
        run("INSERT INTO t SELECT i, timestamp '2024-01-01' + i * interval '1 hour', i, 'v' || i, i / 3.0"
                + " FROM generate_series(1, 50) i");
        String old = database;
        target("CREATE TABLE t (id bigint PRIMARY KEY, at timestamptz, n numeric, v text, d double precision)");
        run("SET TimeZone = 'UTC'; INSERT INTO t SELECT i, timestamp '2024-01-01' + i * interval '1 hour', i, 'v' || i,"
                + " i / 3.0 FROM generate_series(50, 1, -1) i");
        assertThat(betweenServers(old, at(database)).isSame()).isTrue();

        run("UPDATE t SET n = 0.5 WHERE id = 50");
        assertThat(told(betweenServers(old, at(database)))).containsExactly("public.t DIFFERENT id=50 n ()");

        run(
                "CREATE ROLE reader LOGIN PASSWORD 'hush'; GRANT SELECT ON t TO reader; ALTER TABLE t ENABLE ROW LEVEL SECURITY");
        DatabaseAddress address = server.address(database);
        TargetRequest reader = TargetRequest.of(
                "target", "postgresql://reader:hush@" + address.host() + ":" + address.port() + "/" + database);
        assertThatThrownBy(() -> betweenServers(old, reader))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_damaged_file_is_trouble_and_no_difference() throws Exception {
        sqlite("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
        sqlite("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                + " INSERT INTO t SELECT i, hex(randomblob(20)) FROM n");
        target("CREATE TABLE t (id int PRIMARY KEY, v text)");
        byte[] content = Files.readAllBytes(source);
        java.util.Arrays.fill(content, content.length / 2, content.length / 2 + 8192, (byte) 0x5a);
        Files.write(source, content);

        assertThatThrownBy(() -> compare(CompareRequest.ofAll()))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("malformed");
    }

    private static CompareRequest request(
            List<String> tables, Map<String, String> map, Set<String> ignore, boolean strict) {
        return new CompareRequest(tables, map, ignore, false, strict, CompareRequest.SHOWN, java.time.ZoneOffset.UTC);
    }

    private static Comparison betweenServers(String from, TargetRequest to) {
        try (Compare compare =
                Compare.postgres(at(from), to, System::getenv, CompareRequest.ofAll(), CompareProgress.SILENT)) {
            return compare.run();
        }
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
        try (Compare compare = Compare.sqlite(source, at(database), System::getenv, request, CompareProgress.SILENT)) {
            return compare.run();
        }
    }

    /** A new database with these tables. */
    private void target(String sql) throws SQLException {
        database = server.createDatabase("moved");
        run(sql);
    }

    private static TargetRequest at(String database) {
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
