package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that look at a live database, from end to end. */
class TargetCommandsIT {

    private static ThrowawayServer live;

    @TempDir
    Path here;

    private String url = "";
    private String database = "";

    @BeforeAll
    static void start() {
        live = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @BeforeEach
    void layChain() throws Exception {
        database = live.createDatabase("shop");
        DatabaseAddress address = live.address(database);
        url = "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
        write("migrations/0001_users.up.sql", "create table users(id int primary key, mail text);\n");
        write("migrations/0001_users.down.sql", "drop table users;\n");
        write("migrations/0002_mail.up.sql", "alter table users alter column mail set not null;\n");
        write("migrations/0002_mail.down.sql", "alter table users alter column mail drop not null;\n");
        run("create table users(id int primary key, mail text)");
        run("create table schema_migrations(version bigint primary key, dirty boolean not null)");
        run("insert into schema_migrations values (1, false)");
    }

    @Test
    void status_and_history_tell_where_a_chain_stands() throws IOException {
        Spoken status = Spoken.in(here, "status", "migrations", "--target", url, "--metrics", "out/metrics.prom");
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("golang-migrate", "0001", "public.schema_migrations", "system ");
        assertThat(Files.readString(here.resolve("out/metrics.prom")))
                .contains("# TYPE lockkeeper_steps gauge")
                .contains("chain=\"migrations\",state=\"pending\"} 1")
                .contains("lockkeeper_up{");

        Spoken history = Spoken.in(here, "history", "migrations", "--target", url, "--format", "json");
        JsonNode rows = new ObjectMapper().readTree(history.out());
        assertThat(rows.findValuesAsText("state")).containsExactly("applied", "pending");

        run("update schema_migrations set dirty = true");
        assertThat(Spoken.in(here, "status", "migrations", "--target", url).exitCode())
                .isEqualTo(1);
        assertThat(status.out() + status.err() + history.out())
                .doesNotContain(live.address(database).password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "history", "drift", "doctor", "check"})
    void what_only_looks_asks_the_server_nothing_but_questions(String command) throws Exception {
        run("alter database " + database + " set log_statement = 'all'");
        Path log = Path.of(ask("show data_directory")).resolveSibling("log");
        int from = (int) Files.size(log);

        Spoken said = Spoken.in(here, looking(command));

        assertThat(said.exitCode()).as(said.err() + said.out()).isBetween(0, 1);
        List<String> statements = STATEMENT
                .matcher(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).substring(from))
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(statements).as("what %s sends", command).hasSizeGreaterThan(3);
        assertThat(statements)
                .allMatch(sql -> QUESTION.matcher(sql).lookingAt(), "a question, or a setting of the session itself");
    }

    private String[] looking(String command) {
        List<String> words = new ArrayList<>(List.of(command));
        if (!command.equals("doctor")) {
            words.add("migrations");
        }
        words.addAll(List.of("--target", url));
        if (command.equals("drift") || command.equals("check")) {
            words.addAll(List.of("--provider", "embedded"));
        }
        return words.toArray(String[]::new);
    }

    private String ask(String sql) throws SQLException {
        try (Connection session = live.connect(database);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static final Pattern STATEMENT = Pattern.compile("LOG: +(?:statement|execute [^:]*): (.*(?:\\n\\t.*)*)");

    private static final Pattern QUESTION = Pattern.compile(
            "(?i)(?:--.*\\s*)*(?:select|with|show|set|begin|rollback|commit|savepoint|release|prepare|execute|deallocate)\\b");

    @Test
    void drift_answers_1_when_there_is_some_and_0_when_there_is_none() {
        Spoken none = Spoken.in(here, "drift", "migrations", "--target", url, "--provider", "embedded");
        assertThat(none.exitCode()).as(none.err() + none.out()).isZero();

        run("create index by_hand on users(mail)");
        Spoken some = Spoken.in(here, "drift", "migrations", "--target", url, "--provider", "embedded");
        assertThat(some.exitCode()).isEqualTo(1);
        assertThat(some.out()).contains("CREATE INDEX by_hand ON public.users");
    }

    @Test
    void check_is_unsafe_while_a_row_is_in_the_way_and_safe_without_it() throws Exception {
        run("insert into users values (7, null), (8, 'x')");
        write(
                "lockkeeper.yml",
                """
                postgres: { provider: embedded }
                chains: [{ name: shop, path: migrations }]
                target: { name: staging, url: "${SHOP}" }
                """);

        Spoken unsafe = Spoken.onTerminal(
                java.util.Map.of("SHOP", url), "check", here.toString(), "--no-color", "--show-values");
        assertThat(unsafe.exitCode()).as(unsafe.err()).isEqualTo(1);
        assertThat(unsafe.out()).contains("UNSAFE", "1 row of public.users", "id=7", "staging: ", "rows");
        assertThat(unsafe.out() + unsafe.err())
                .doesNotContain(live.address(database).password());

        run("delete from users where mail is null");
        Spoken safe = Spoken.in(
                here, "check", "migrations", "--target", url, "--provider", "embedded", "--format", "json=report.json");
        assertThat(safe.exitCode()).as(safe.out()).isZero();
        JsonNode report =
                new ObjectMapper().readTree(here.resolve("report.json").toFile());
        assertThat(report.at("/target/identity/version").asText()).startsWith("17.");
        assertThat(report.at("/chains/0/steps").size()).isOne();
        assertThat(Spoken.in(here, "report", "report.json").exitCode()).isZero();
    }

    @Test
    void a_target_that_is_not_there_is_wrong_usage_without_the_password() {
        Spoken said = Spoken.in(here, "status", "migrations", "--target", "postgresql://me:hUsH@127.0.0.1:1/x");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("Could not connect to the target").doesNotContain("hUsH");
    }

    @Test
    void doctor_looks_at_a_target() {
        Spoken said = Spoken.in(here, "doctor", "--target", url);

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("connections", "indexes", "slow statements");
    }

    private void write(String name, String text) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void run(String sql) {
        try (Connection connection = live.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
