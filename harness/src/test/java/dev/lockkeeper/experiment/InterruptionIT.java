package dev.lockkeeper.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact.Interrupted;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are stopped half way, in the groupings of several tools. */
class InterruptionIT {

    private static ThrowawayServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void goose_without_a_transaction_leaves_each_statement_and_a_second_try_is_refused() throws Exception {
        write(
                "00001_two.sql",
                """
                -- +goose NO TRANSACTION
                -- +goose Up
                CREATE TABLE a (id int);
                CREATE TABLE b (id int);
                -- +goose Down
                DROP TABLE b;
                DROP TABLE a;
                """);

        List<Interrupted> seen = interrupted();

        assertThat(seen).singleElement().satisfies(one -> {
            assertThat(one.after().line()).isEqualTo(3);
            assertThat(one.left().added()).anyMatch(object -> object.id().name().equals("public.a"));
            assertThat(Objects.requireNonNull(one.retry()).sqlState()).isEqualTo("42P07");
            assertThat(Objects.requireNonNull(one.down()).sqlState()).isEqualTo("42P01");
        });
    }

    @Test
    void goose_comes_to_the_same_end_when_every_statement_can_run_twice() throws Exception {
        write(
                "00001_two.sql",
                """
                -- +goose NO TRANSACTION
                -- +goose Up
                CREATE TABLE IF NOT EXISTS a (id int);
                CREATE TABLE IF NOT EXISTS b (id int);
                -- +goose Down
                DROP TABLE IF EXISTS b;
                DROP TABLE IF EXISTS a;
                """);

        assertThat(interrupted()).singleElement().satisfies(one -> {
            assertThat(one.retry()).isNull();
            assertThat(one.retryDiffers()).isFalse();
        });
    }

    @Test
    void dbmate_sends_one_message_which_the_server_keeps_whole_even_without_a_transaction() throws Exception {
        write(
                "20240101000000_two.sql",
                """
                -- migrate:up transaction:false
                CREATE TABLE a (id int);
                CREATE TABLE b (id int);
                -- migrate:down
                DROP TABLE b;
                DROP TABLE a;
                """);

        assertThat(interrupted()).isEmpty();
    }

    @Test
    void flyway_with_a_commit_of_its_own_leaves_what_stands_before_it() throws Exception {
        write("V1__two.sql", "CREATE TABLE a (id int);\nCOMMIT;\nCREATE TABLE b (id int);\n");

        assertThat(interrupted()).singleElement().satisfies(one -> {
            assertThat(one.after().line()).isEqualTo(2);
            assertThat(one.left().added()).anyMatch(object -> object.id().name().equals("public.a"));
            assertThat(one.left().added())
                    .noneMatch(object -> object.id().name().equals("public.b"));
        });
    }

    @Test
    void what_the_server_keeps_whole_is_not_tried() throws Exception {
        write("0001_two.up.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n");
        write("0001_two.down.sql", "DROP TABLE b;\nDROP TABLE a;\n");

        assertThat(interrupted()).isEmpty();
    }

    private List<Interrupted> interrupted() throws SQLException {
        Chain chain = ChainFormats.read(folder, null, ReadOptions.named("stopped"));
        WalkedChain walked = ChainWalk.walk(chain, Budgets.defaults(), server, WalkOptions.plain(), Progress.SILENT);
        assertThat(left()).as("databases and sessions left behind").isEmpty();
        return walked.steps().get(0).all(Interrupted.class);
    }

    private static List<String> left() throws SQLException {
        List<String> left = new ArrayList<>();
        try (Connection session = server.connect("postgres");
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'database ' || datname FROM pg_database"
                        + " WHERE datname LIKE 'lockkeeper%stopped%' UNION ALL SELECT 'session of ' || datname FROM"
                        + " pg_stat_activity WHERE datname LIKE 'lockkeeper%stopped%'")) {
            while (row.next()) {
                left.add(row.getString(1));
            }
        }
        return left;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
