package dev.lockkeeper.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps beside a reader and others who read and write. */
class ContentionIT {

    private static final String GIVEN =
            """
            -- +goose Up
            CREATE TABLE orders (id int PRIMARY KEY, total int);
            CREATE TABLE users (id int PRIMARY KEY, name text);
            INSERT INTO orders VALUES (1, 1);
            INSERT INTO users VALUES (1, 'a');
            """;

    private static ThrowawayServer server;
    private static LeftBehind leftBehind;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SQLException {
        server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
        leftBehind = LeftBehind.since(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothing_stays_behind() throws SQLException {
        assertThat(leftBehind.now()).isEmpty();
    }

    @Test
    void an_instant_change_queues_behind_the_reader_and_everybody_queues_behind_it() throws Exception {
        Rehearsed seen = rehearse("-- +goose Up\nALTER TABLE orders ADD COLUMN note text;\n");

        assertThat(seen.tables()).containsExactly("public.orders");
        assertThat(seen.waits()).singleElement().satisfies(wait -> {
            assertThat(wait.at()).hasToString("00002_step.sql:2");
            assertThat(wait.lockTimeout()).isZero();
            assertThat(wait.millis()).isBetween(900L, 9_000L);
        });
        assertThat(seen.blocks())
                .extracting(Blocked::table, Blocked::writes, block -> block.at().line(), Blocked::queued)
                .containsExactly(row("public.orders", false, 2, true), row("public.orders", true, 2, true));
        assertThat(seen.blocks()).allSatisfy(block -> assertThat(block.millis()).isBetween(800L, 9_000L));
        assertThat(bounded(seen).refusal().sqlState()).isEqualTo("55P03");
        assertThat(bounded(seen).left().isEmpty()).isTrue();
    }

    @Test
    void a_short_lock_timeout_lets_everybody_go_on() throws Exception {
        Rehearsed seen = rehearse(
                """
                -- +goose Up
                SET LOCAL lock_timeout = '200ms';
                ALTER TABLE orders ADD COLUMN note text;
                """);

        assertThat(Objects.requireNonNull(seen.refused()).sqlState()).isEqualTo("55P03");
        assertThat(seen.waits()).extracting(Waited::lockTimeout).containsExactly(200L);
        assertThat(seen.bounded()).isNull();
        assertThat(seen.blocks()).hasSize(2).allSatisfy(block -> assertThat(block.millis())
                .isLessThan(900));
    }

    @Test
    void an_index_build_keeps_only_writers_waiting_and_waits_for_no_reader() throws Exception {
        Rehearsed seen = rehearse("-- +goose Up\nCREATE INDEX ON orders (total);\n");

        assertThat(seen.waits()).isEmpty();
        assertThat(seen.blocks())
                .extracting(Blocked::table, Blocked::writes, Blocked::queued)
                .containsExactly(row("public.orders", true, false));
    }

    @Test
    void a_concurrent_build_waits_for_the_reader_and_nobody_for_it_but_giving_up_leaves_an_invalid_index()
            throws Exception {
        Rehearsed seen =
                rehearse("-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY slow ON orders (total);\n");

        assertThat(seen.waits())
                .singleElement()
                .satisfies(wait -> assertThat(wait.at().line()).isEqualTo(3));
        assertThat(seen.blocks()).isEmpty();
        assertThat(bounded(seen).left().added())
                .singleElement()
                .satisfies(index -> assertThat(index.trait(Trait.VALID)).isEqualTo("false"))
                .extracting(CatalogObject::id)
                .hasToString("index public.slow");
    }

    @Test
    void what_an_earlier_statement_locked_waits_while_a_later_one_waits_for_the_reader() throws Exception {
        Rehearsed seen = rehearse(
                """
                -- +goose Up
                CREATE INDEX ON users (name);
                ALTER TABLE orders ADD COLUMN note text;
                """);

        assertThat(seen.waits()).extracting(wait -> wait.at().line()).containsExactly(3);
        assertThat(seen.blocks())
                .extracting(Blocked::table, Blocked::writes, block -> block.at().line(), Blocked::queued)
                .containsExactly(
                        row("public.users", true, 2, false),
                        row("public.orders", false, 3, true),
                        row("public.orders", true, 3, true));
        assertThat(seen.blocks().get(0).millis()).isGreaterThan(800);
    }

    @Test
    void rows_written_before_the_table_is_locked_end_in_a_deadlock_with_a_writer() throws Exception {
        Rehearsed seen = rehearse(
                """
                -- +goose Up
                UPDATE orders SET total = 2;
                ALTER TABLE orders ADD COLUMN note text;
                """);

        assertThat(seen.blocks())
                .extracting(Blocked::table, Blocked::writes, block -> block.at().line(), Blocked::deadlock)
                .contains(row("public.orders", true, 2, false), row("public.orders", true, 3, true));
        assertThat(seen.refused()).isNull();
    }

    @Test
    void each_statement_that_commits_alone_meets_a_reader() throws Exception {
        Rehearsed seen = rehearse(
                """
                -- +goose NO TRANSACTION
                -- +goose Up
                ALTER TABLE orders ADD COLUMN note text;
                ALTER TABLE users ADD COLUMN note text;
                """);

        assertThat(seen.waits()).extracting(wait -> wait.at().line()).containsExactly(3, 4);
        assertThat(seen.blocks())
                .extracting(Blocked::table, Blocked::writes, block -> block.at().line())
                .containsExactly(
                        row("public.orders", false, 3),
                        row("public.orders", true, 3),
                        row("public.users", false, 4),
                        row("public.users", true, 4));
    }

    @Test
    void a_step_that_touches_nothing_in_use_keeps_nobody_waiting() throws Exception {
        Rehearsed seen = rehearse("-- +goose Up\nCREATE TABLE fresh (id int);\nCREATE INDEX ON fresh (id);\n");

        assertThat(seen.tables()).isEmpty();
        assertThat(seen.blocks()).isEmpty();
    }

    private Rehearsed rehearse(String step) throws IOException, SQLException {
        Files.writeString(folder.resolve("00001_given.sql"), GIVEN);
        Files.writeString(folder.resolve("00002_step.sql"), step);
        Chain chain = ChainFormats.read(folder, "goose", ReadOptions.named("contended"));
        WalkedChain walked = ChainWalk.walk(
                chain,
                Budgets.defaults(),
                server,
                WalkOptions.plain().judgingFrom(1).rehearsing(true),
                Progress.SILENT);
        return walked.steps().get(1).all(Rehearsed.class).get(0);
    }

    private static Bounded bounded(Rehearsed seen) {
        return Objects.requireNonNull(seen.bounded());
    }

    private static Tuple row(Object... cells) {
        return Assertions.tuple(cells);
    }
}
