package dev.lockkeeper.gate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.gate.apply.ApplyReport.State;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write is what the tool, or the reader of its table, takes for its own. */
class ToolHistoriesIT {

    private static final String UP = "create table one (id int primary key);";
    private static final String MORE = "alter table one add note text;";
    private static final String ALONE = "create index concurrently one_note on one (note);";

    @TempDir
    Path folder;

    static Stream<Arguments> formats() {
        return Stream.of(
                chain("flyway", "V1__one.sql", UP, "V2__more.sql", MORE, "V3__alone.sql", ALONE),
                chain("golang-migrate", "1_one.up.sql", UP, "2_more.up.sql", MORE, "3_alone.up.sql", ALONE),
                chain(
                        "goose",
                        "00001_one.sql",
                        "-- +goose Up\n" + UP + "\n-- +goose Down\ndrop table one;\n",
                        "00002_more.sql",
                        "-- +goose Up\n" + MORE + "\n-- +goose Down\nalter table one drop note;\n",
                        "00003_alone.sql",
                        "-- +goose NO TRANSACTION\n-- +goose Up\n" + ALONE + "\n-- +goose Down\n"),
                chain(
                        "dbmate",
                        "20240101000000_one.sql",
                        "-- migrate:up\n" + UP + "\n-- migrate:down\ndrop table one;\n",
                        "20240102000000_more.sql",
                        "-- migrate:up\n" + MORE + "\n-- migrate:down\n",
                        "20240103000000_alone.sql",
                        "-- migrate:up transaction:false\n" + ALONE + "\n-- migrate:down\n"),
                chain(
                        "sql-migrate",
                        "1-one.sql",
                        "-- +migrate Up\n" + UP + "\n-- +migrate Down\ndrop table one;\n",
                        "2-more.sql",
                        "-- +migrate Up\n" + MORE + "\n-- +migrate Down\n",
                        "3-alone.sql",
                        "-- +migrate Up notransaction\n" + ALONE + "\n-- +migrate Down\n"),
                chain(
                        "diesel",
                        "2024-01-01-000000_one/up.sql",
                        UP,
                        "2024-01-01-000000_one/down.sql",
                        "drop table one;",
                        "2024-01-02-000000_more/up.sql",
                        MORE,
                        "2024-01-02-000000_more/down.sql",
                        "alter table one drop note;",
                        "2024-01-03-000000_alone/up.sql",
                        ALONE,
                        "2024-01-03-000000_alone/down.sql",
                        "drop index one_note;",
                        "2024-01-03-000000_alone/metadata.toml",
                        "run_in_transaction = false\n"),
                chain("sqlx", "1_one.sql", UP, "2_more.sql", MORE, "3_alone.sql", "-- no-transaction\n" + ALONE),
                chain(
                        "drizzle",
                        "0000_one.sql",
                        UP,
                        "0001_more.sql",
                        MORE,
                        "meta/_journal.json",
                        "{\"version\":\"7\",\"dialect\":\"postgresql\",\"entries\":["
                                + "{\"idx\":0,\"version\":\"7\",\"when\":1700000000000,\"tag\":\"0000_one\",\"breakpoints\":true},"
                                + "{\"idx\":1,\"version\":\"7\",\"when\":1700000001000,\"tag\":\"0001_more\",\"breakpoints\":true}]}"),
                chain(
                        "prisma",
                        "20240101000000_one/migration.sql",
                        UP,
                        "20240102000000_more/migration.sql",
                        MORE,
                        "20240103000000_alone/migration.sql",
                        ALONE,
                        "migration_lock.toml",
                        "provider = \"postgresql\"\n"));
    }

    private static Arguments chain(String format, String... files) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < files.length; i += 2) {
            texts.put(files[i], files[i + 1]);
        }
        return Arguments.of(format, texts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void what_we_wrote_reads_as_applied_and_nothing_is_pending(String format, Map<String, String> files) {
        try (DeployBench bench = new DeployBench(folder, format)) {
            files.forEach(bench::lay);

            ApplyReport report = Apply.up(bench.request());

            assertThat(report.state()).as(report.toString()).isEqualTo(State.APPLIED);
            try (Target target = bench.target()) {
                History history = bench.histories(target).get(0);
                assertThat(history.steps())
                        .extracting(StepStanding::state)
                        .containsOnly(StepStanding.State.APPLIED)
                        .hasSize(bench.chain().steps().size());
                assertThat(history.isTroubled()).isFalse();
            }
        }
    }

    @Test
    void flyway_itself_and_we_take_turns() {
        try (DeployBench bench = new DeployBench(folder, "flyway")) {
            bench.lay("V1__one.sql", UP);
            bench.lay("R__view.sql", "create or replace view ones as select * from one;");
            assertThat(Apply.up(bench.request()).state()).isEqualTo(State.APPLIED);
            bench.lay("V2__more.sql", MORE);
            assertThat(flyway(bench).migrate().migrationsExecuted).isEqualTo(1);
            bench.lay("V3__alone.sql", ALONE);
            bench.lay("R__view.sql", "create or replace view ones as select id from one;");
            assertThat(Apply.up(bench.request()).steps()).hasSize(1 + 1);

            flyway(bench).validate();
            assertThat(flyway(bench).info().pending()).isEmpty();
        }
    }

    @Test
    void a_step_left_in_its_middle_keeps_flyway_from_going_on_until_we_finish_it() {
        try (DeployBench bench = new DeployBench(folder, "flyway")) {
            bench.lay("V1__one.sql", UP);
            Apply.up(bench.request());
            bench.live().run("insert into one values (1)");
            bench.lay(
                    "V2__two.sql",
                    "begin;\ncreate table kept (id int);\ncommit;\nalter table one add must int not null;");

            ApplyReport report = Apply.up(bench.request());

            assertThat(report.state()).isEqualTo(State.HALF_DONE);
            assertThat(report.steps().get(0).said())
                    .startsWith("Of 2 pieces 1 are done and stay; piece 2 did not end well.\nV2__two.sql:4:");
            assertThatThrownBy(() -> flyway(bench).migrate()).hasMessageContaining("failed migration");

            bench.live().run("delete from one");
            assertThat(Apply.up(bench.request()).state()).isEqualTo(State.APPLIED);
            flyway(bench).validate();
        }
    }

    @Test
    void alembic_is_left_to_alembic() {
        try (DeployBench bench = new DeployBench(Path.of("../migrations/sst-platform"), "alembic")) {
            assertThatThrownBy(() -> Apply.up(bench.request()))
                    .hasMessageContaining("lockkeeper gate --target … --attestation … -- alembic upgrade head");
        }
    }

    private Flyway flyway(DeployBench bench) {
        DatabaseAddress address = bench.live().address();
        return Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("filesystem:" + folder)
                .load();
    }
}
