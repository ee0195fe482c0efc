package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that holds two databases against each other, from end to end. */
class CompareCommandIT {

    private static ThrowawayServer server;

    @TempDir
    Path here;

    private String database = "";
    private String url = "";
    private Map<String, String> environment = Map.of();

    @BeforeAll
    static void start() {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void two_books_on_both_sides() throws SQLException {
        try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + here.resolve("shop.db"));
                Statement statement = session.createStatement()) {
            statement.execute("CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, sold BOOLEAN)");
            statement.execute("INSERT INTO books VALUES (1, 'Niels', 1), (2, 'Momo', 0)");
        }
        database = server.createDatabase("shop");
        DatabaseAddress address = server.address(database);
        url = "postgresql://" + address.user() + "@" + address.host() + ":" + address.port() + "/" + database;
        environment = Map.of("PGPASSWORD", address.password(), "SHOP_URL", url);
        run("CREATE TABLE books (id serial PRIMARY KEY, title text, sold boolean)");
        run("INSERT INTO books VALUES (1, 'Niels', true), (2, 'Momo', false)");
        run("SELECT setval('books_id_seq', 2)");
    }

    @Test
    void the_same_rows_answer_0_and_say_how_fast_they_were_read() {
        Spoken said = compare("shop.db", "${SHOP_URL}");

        assertThat(said.exitCode()).as(said.err() + said.out()).isZero();
        assertThat(said.out()).containsPattern("books +public\\.books +2 +2 +0 +0 +0 +id");
        assertThat(said.out()).containsPattern("THE SAME: 4 rows read in [\\d.]+ s, [\\d,]+ rows/s");
        assertThat(compare("sqlite:shop.db", url).exitCode()).isZero();
        assertThat(compare("file:./shop.db", url).exitCode()).isZero();
        assertThat(compare(url, url).exitCode()).isZero();
    }

    @Test
    void differences_answer_1_by_key_and_show_values_only_when_asked() throws Exception {
        run(
                "UPDATE books SET title = 'Nie' WHERE id = 1; DELETE FROM books WHERE id = 2; INSERT INTO books VALUES (9, 'Secret', true)");

        Spoken said = compare("shop.db", url, "--format", "json=out/c.json", "--metrics", "out/c.prom");

        assertThat(said.exitCode()).isOne();
        assertThat(said.out())
                .contains("different  id=1", "title: cut to 3 of 5 characters", "missing    id=2", "extra      id=9")
                .contains("sequence public.books_id_seq hands out 3 next, and public.books.id holds up to 9")
                .contains("try: SELECT setval('public.books_id_seq'", "4 DIFFERENCES: ")
                .doesNotContain("Niels", "Secret");
        JsonNode json = new ObjectMapper().readTree(here.resolve("out/c.json").toFile());
        assertThat(json.path("schema").asText()).isEqualTo("lockkeeper-comparison/1");
        assertThat(json.path("same").asBoolean()).isFalse();
        assertThat(json.at("/tables/0/rows").findValuesAsText("kind")).containsExactly("different", "missing", "extra");
        assertThat(json.at("/tables/0/rows/0/columns/0").has("source")).isFalse();
        assertThat(Files.readString(here.resolve("out/c.prom")))
                .contains("lockkeeper_compare_same 0\n")
                .contains("lockkeeper_compare_differing_rows{table=\"books\",kind=\"missing\"} 1\n")
                .contains("lockkeeper_compare_rows{table=\"books\",side=\"source\"} 2\n");

        Spoken values = compare("shop.db", url, "--values");
        assertThat(values.out()).contains("title: Niels → Nie", "title: Secret");
        assertThat(compare("shop.db", url, "--ignore", "books.title", "--format", "json")
                        .out())
                .contains("\"different\" : 0");
    }

    @Test
    void what_cannot_be_compared_answers_2_and_says_what_to_try() throws Exception {
        Files.writeString(here.resolve("notes.txt"), "These are no rows at all.");

        assertRefused("There is no file", "gone.db", url);
        assertRefused("notes.txt is not a SQLite database", "notes.txt", url);
        assertRefused("Could not connect to the target", "shop.db", "postgresql://me:hUsH@127.0.0.1:1/x");
        assertRefused("is no address of a PostgreSQL database", "shop.db", "other.db");
        assertRefused("is of a kind that cannot be read", "mysql://me@host/x", url);
        assertRefused("there is no zone Mars", "shop.db", url, "--time-zone", "Mars");
        assertRefused("there is no format html", "shop.db", url, "--format", "html");
        Spoken mistakes = assertRefused(
                "--tables: the source has no table boks; it has books",
                "shop.db",
                url,
                "--tables",
                "boks",
                "--map",
                "books=app.books",
                "--ignore",
                "books.isbn");
        assertThat(mistakes.err())
                .as("all mistakes at once")
                .contains("--map: the target has no table app.books; it has public.books")
                .contains("--ignore: books has no column isbn");
    }

    private Spoken assertRefused(String message, String... args) {
        Spoken said = compare(args);
        assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(message).doesNotContain("hUsH", "Exception");
        assertThat(said.out()).isEmpty();
        return said;
    }

    private Spoken compare(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "compare";
        System.arraycopy(args, 0, all, 1, args.length);
        return Spoken.with(environment, here, all);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
