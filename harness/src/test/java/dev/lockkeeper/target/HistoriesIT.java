package dev.lockkeeper.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.alembic.TestPython;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.StepStanding.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table of each tool says of an untouched, an edited, a deleted, a late and a broken step. */
class HistoriesIT {

    @TempDir
    Path folder;

    private LiveDatabase live;

    @BeforeEach
    void open() {
        live = new LiveDatabase();
    }

    @AfterEach
    void close() {
        live.close();
    }

    // ---- Flyway, by Flyway itself

    @Test
    void flyway_history_is_read_as_flyway_wrote_it() throws IOException {
        flywayFiles();
        migrate();
        write("V3__late.sql", "create table late(id int);");

        assertThat(standings("flyway"))
                .containsExactly("1 applied", "2 applied", "2.5 applied", "3 pending", "R__views applied");
    }

    @Test
    void flyway_edited_deleted_late_and_changed_repeatable_steps_are_told() throws IOException {
        flywayFiles();
        migrate();
        write("V1__users.sql", "create table users(id bigint);");
        Files.delete(folder.resolve("V2.5__orders.sql"));
        write("V1.5__between.sql", "create table between_them(id int);");
        write("R__views.sql", "create or replace view v as select 2 as two;");

        assertThat(standings("flyway"))
                .containsExactly(
                        "1 applied edited", "1.5 pending out-of-order", "2 applied", "R__views pending", "2.5 missing");
    }

    @Test
    void flyway_failed_step_is_told() throws IOException {
        flywayFiles();
        migrate();
        write("V4__broken.sql", "select 1/0;");
        // As Flyway writes it where a script could not be rolled back; its version 13 leaves no row on PostgreSQL.
        live.run(
                "insert into flyway_schema_history values (9, '4', 'broken', 'SQL', 'V4__broken.sql', 1, 'me', now(), 1,"
                        + " false)");

        assertThat(standings("flyway")).contains("4 failed", "2.5 applied");
    }

    @Test
    void flyway_line_ends_make_no_difference_and_a_baseline_stands_for_what_is_below() throws IOException {
        flywayFiles();
        live.run("create table users(id int)");
        flyway().baselineVersion("2").baselineOnMigrate(true).load().migrate();
        write("V2.5__orders.sql", "create table orders(id int);\r\n");

        assertThat(standings("flyway"))
                .containsExactly("1 below-baseline", "2 below-baseline", "2.5 applied", "R__views applied");
    }

    private void flywayFiles() throws IOException {
        write("V1__users.sql", "create table users(id int);");
        write("V2__mail.sql", "alter table users add column mail text;");
        write("V2.5__orders.sql", "create table orders(id int);\n");
        write("R__views.sql", "create or replace view v as select 1 as one;");
    }

    private org.flywaydb.core.api.configuration.FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(
                        live.address().jdbcUrl(),
                        live.address().user(),
                        live.address().password())
                .locations("filesystem:" + folder)
                .outOfOrder(false);
    }

    private void migrate() {
        flyway().load().migrate();
    }

    // ---- Alembic, by Alembic itself

    @Test
    void alembic_history_is_read_as_alembic_wrote_it() throws IOException {
        write("env.py", ENV);
        write("alembic.ini", "[alembic]\nscript_location = .\n");
        write("versions/a1_first.py", revision("a1", "None", "users"));
        write("versions/b2_second.py", revision("b2", "'a1'", "orders"));
        write("versions/c3_third.py", revision("c3", "'b2'", "parts"));
        alembic("b2");

        assertThat(standings("alembic")).containsExactly("a1 applied", "b2 applied", "c3 pending");

        Memory seen = Memory.none().with(identity(), List.of(history("alembic", Memory.none())));
        write("versions/b2_second.py", revision("b2", "'a1'", "orders2"));
        assertThat(standings("alembic", seen)).containsExactly("a1 applied", "b2 applied edited", "c3 pending");

        Files.delete(folder.resolve("versions/c3_third.py"));
        Files.delete(folder.resolve("versions/b2_second.py"));
        assertThat(standings("alembic")).containsExactly("a1 pending", "b2 missing");
    }

    private void alembic(String to) throws IOException {
        String python = TestPython.today();
        Process process = new ProcessBuilder(python, "-m", "alembic", "upgrade", to)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try (InputStream said = process.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String revision(String id, String parent, String table) {
        return """
                from alembic import op
                revision = '%s'
                down_revision = %s
                def upgrade():
                    op.execute("create table %s(id int)")
                def downgrade():
                    op.execute("drop table %s")
                """
                .formatted(id, parent, table, table);
    }

    private static final String ENV =
            """
            import os
            from alembic import context
            from sqlalchemy import create_engine
            engine = create_engine(open(os.path.join(os.path.dirname(__file__), 'url')).read())
            with engine.connect() as connection:
                context.configure(connection=connection)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    // ---- the others, by the shapes their makers document

    @Test
    void drizzle_hash_and_time_tell_edited_missing_and_skipped_entries() throws Exception {
        drizzle(Map.of("0000_users", 1000L, "0001_orders", 2000L, "0002_parts", 3000L));
        live.run(
                "create schema drizzle",
                "create table drizzle.__drizzle_migrations(id serial primary key, hash text not null, created_at bigint)");
        drizzleRan("0000_users", 1000);
        drizzleRan("0001_orders", 2000);

        assertThat(standings("drizzle")).containsExactly("0000 applied", "0001 applied", "0002 pending");

        write("0000_users.sql", "create table users(id bigint);");
        write("0001_orders.sql", "create table orders_0001(id int);\r\n");
        drizzle(Map.of("0000_users", 1000L, "0001_orders", 2000L, "0002_parts", 1500L));
        assertThat(standings("drizzle")).containsExactly("0000 applied edited", "0001 applied", "0002 skipped");

        drizzle(Map.of("0000_users", 1000L));
        assertThat(standings("drizzle")).containsExactly("0000 applied edited", "2000 missing");
    }

    private void drizzle(Map<String, Long> entries) throws IOException {
        StringBuilder journal = new StringBuilder("{\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": [");
        int index = 0;
        for (Map.Entry<String, Long> entry : new java.util.TreeMap<>(entries).entrySet()) {
            Path file = folder.resolve(entry.getKey() + ".sql");
            if (!Files.exists(file)) {
                write(
                        entry.getKey() + ".sql",
                        "create table " + entry.getKey().substring(5) + "_"
                                + entry.getKey().substring(0, 4) + "(id int);\n");
            }
            journal.append(index == 0 ? "" : ",")
                    .append("{\"idx\": %d, \"version\": \"7\", \"when\": %d, \"tag\": \"%s\", \"breakpoints\": true}"
                            .formatted(index++, entry.getValue(), entry.getKey()));
        }
        write("meta/_journal.json", journal.append("]}").toString());
    }

    private void drizzleRan(String tag, long when) throws Exception {
        live.run("insert into drizzle.__drizzle_migrations(hash, created_at) values ('"
                + digest("SHA-256", tag + ".sql") + "', " + when + ")");
    }

    @Test
    void drizzle_since_1_knows_its_steps_by_their_folders() throws Exception {
        for (String step : List.of("20260101000000_users", "20260102000000_orders", "20260103000000_parts")) {
            write(step + "/migration.sql", "create table t" + step.charAt(7) + "(id int);\n");
            write(step + "/snapshot.json", "{}");
        }
        live.run(
                "create schema drizzle",
                "create table drizzle.__drizzle_migrations(id serial primary key, hash text not null,"
                        + " created_at bigint, name text, applied_at timestamptz default now())");
        for (String step : List.of("20260101000000_users", "20260103000000_parts", "20260104000000_gone")) {
            String hash = Files.exists(folder.resolve(step)) ? digest("SHA-256", step + "/migration.sql") : "0";
            live.run("insert into drizzle.__drizzle_migrations(hash, created_at, name) values ('" + hash + "', 1, '"
                    + step + "')");
        }
        write("20260101000000_users/migration.sql", "create table t9(id int);\n");

        assertThat(standings("drizzle-1"))
                .containsExactly(
                        "20260101000000 applied edited",
                        "20260102000000 pending out-of-order",
                        "20260103000000 applied",
                        "20260104000000_gone missing");
    }

    @Test
    void prisma_attempts_are_told_apart() throws Exception {
        for (String step : List.of("20260101000000_a", "20260102000000_b", "20260103000000_c", "20260104000000_d")) {
            write(step + "/migration.sql", "create table " + step.charAt(15) + "(id int);\n");
        }
        write("migration_lock.toml", "provider = \"postgresql\"\n");
        live.run("create table _prisma_migrations(id varchar(36) primary key, checksum varchar(64) not null,"
                + " finished_at timestamptz, migration_name varchar(255) not null, logs text,"
                + " rolled_back_at timestamptz, started_at timestamptz not null default now(),"
                + " applied_steps_count int not null default 0)");
        prismaRan("20260101000000_a", "now()", "null", "2026-01-01");
        prismaRan("20260103000000_c", "null", "now()", "2026-01-03");
        prismaRan("20260103000000_c", "now()", "null", "2026-01-04");
        prismaRan("20260104000000_d", "null", "null", "2026-01-05");
        write("20260101000000_a/migration.sql", "create table a(id bigint);\n");
        write("20260103000000_c/migration.sql", "create table c(id int);\r\n");

        assertThat(standings("prisma"))
                .containsExactly(
                        "20260101000000 applied edited",
                        "20260102000000 pending out-of-order",
                        "20260103000000 applied",
                        "20260104000000 failed");

        Files.delete(folder.resolve("20260103000000_c/migration.sql"));
        Files.delete(folder.resolve("20260103000000_c"));
        assertThat(standings("prisma")).contains("20260103000000_c missing");
    }

    private void prismaRan(String step, String finished, String rolledBack, String started) throws Exception {
        live.run("insert into _prisma_migrations(id, checksum, finished_at, migration_name, rolled_back_at, started_at)"
                + " values (gen_random_uuid(), '" + digest("SHA-256", step + "/migration.sql") + "', " + finished
                + ", '" + step + "', " + rolledBack + ", '" + started + "')");
    }

    @Test
    void golang_migrate_keeps_one_row_and_what_was_remembered_tells_the_rest() throws Exception {
        numbered("0001_a.up.sql", "0002_b.up.sql", "0004_d.up.sql");
        live.run(
                "create table schema_migrations(version bigint primary key, dirty boolean not null)",
                "insert into schema_migrations values (2, false)");

        assertThat(standings("golang-migrate")).containsExactly("0001 applied", "0002 applied", "0004 pending");

        Memory seen = Memory.none().with(identity(), List.of(history("golang-migrate", Memory.none())));
        write("0001_a.up.sql", "create table edited(id int);");
        assertThat(standings("golang-migrate", seen)).contains("0001 applied edited");

        live.run("update schema_migrations set version = 4, dirty = true");
        assertThat(standings("golang-migrate")).contains("0002 applied", "0004 failed");

        live.run("update schema_migrations set dirty = false");
        seen = seen.with(identity(), List.of(history("golang-migrate", seen)));
        write("0003_c.up.sql", "create table c(id int);");
        assertThat(standings("golang-migrate", seen)).contains("0003 skipped out-of-order");

        live.run("update schema_migrations set version = 9");
        assertThat(standings("golang-migrate")).contains("9 missing");
    }

    @Test
    void golang_migrate_misses_a_file_below_where_it_stands_only_when_it_was_remembered() throws Exception {
        numbered("0001_a.up.sql", "0002_b.up.sql", "0003_c.up.sql");
        live.run(
                "create table schema_migrations(version bigint primary key, dirty boolean not null)",
                "insert into schema_migrations values (3, false)");
        Memory seen = Memory.none().with(identity(), List.of(history("golang-migrate", Memory.none())));
        Files.delete(folder.resolve("0002_b.up.sql"));

        assertThat(standings("golang-migrate")).containsExactly("0001 applied", "0003 applied");
        assertThat(standings("golang-migrate", seen)).containsExactly("0001 applied", "0003 applied", "0002 missing");

        live.run("update schema_migrations set version = 1");
        assertThat(standings("golang-migrate", seen)).containsExactly("0001 applied", "0003 pending");
    }

    @Test
    void golang_migrate_that_broke_on_its_way_back_before_the_first_step_is_told() throws Exception {
        numbered("0001_a.up.sql", "0002_b.up.sql");
        live.run(
                "create table schema_migrations(version bigint primary key, dirty boolean not null)",
                "insert into schema_migrations values (-1, true)");

        assertThat(standings("golang-migrate")).containsExactly("0001 failed", "0002 pending");
    }

    @Test
    void goose_rows_may_be_taken_back_by_later_rows() throws Exception {
        for (String step : List.of("00001_a", "00002_b", "00003_c")) {
            write(step + ".sql", "-- +goose Up\ncreate table " + step.charAt(6) + "(id int);\n");
        }
        live.run(
                "create table goose_db_version(id serial primary key, version_id bigint not null,"
                        + " is_applied boolean not null, tstamp timestamp default now())",
                "insert into goose_db_version(version_id, is_applied) values (0, true), (1, true), (2, true), (2, false),"
                        + " (3, true), (7, true)");

        assertThat(standings("goose"))
                .containsExactly("00001 applied", "00002 pending out-of-order", "00003 applied", "7 missing");
    }

    @Test
    void sqlx_checksums_and_failures_are_told() throws Exception {
        numbered("1_a.sql", "2_b.sql", "3_c.sql", "4_d.sql");
        live.run("create table _sqlx_migrations(version bigint primary key, description text not null,"
                + " installed_on timestamptz not null default now(), success boolean not null, checksum bytea not null,"
                + " execution_time bigint not null)");
        for (String row : List.of("1_a.sql true", "3_c.sql true", "4_d.sql false")) {
            String file = row.split(" ")[0];
            live.run("insert into _sqlx_migrations(version, description, success, checksum, execution_time) values ("
                    + file.charAt(0) + ", 'x', " + row.split(" ")[1] + ", '\\x" + digest("SHA-384", file) + "', 1)");
        }
        live.run("insert into _sqlx_migrations(version, description, success, checksum, execution_time)"
                + " values (9, 'gone', true, '\\x00', 1)");
        write("1_a.sql", "create table edited(id int);");

        assertThat(standings("sqlx"))
                .containsExactly("1 applied edited", "2 pending out-of-order", "3 applied", "4 failed", "9 missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbmate", "sql-migrate", "diesel"})
    void tables_of_names_tell_what_ran_and_memory_tells_what_was_edited(String format) throws Exception {
        Map<String, String> steps =
                switch (format) {
                    case "dbmate" ->
                        Map.of(
                                "20260101000000_a.sql",
                                "20260101000000",
                                "20260102000000_b.sql",
                                "20260102000000",
                                "20260103000000_c.sql",
                                "20260103000000");
                    case "sql-migrate" -> Map.of("1-a.sql", "1-a.sql", "2-b.sql", "2-b.sql", "3-c.sql", "3-c.sql");
                    default ->
                        Map.of(
                                "2026-01-01-000000_a/up.sql",
                                "20260101000000",
                                "2026-01-02-000000_b/up.sql",
                                "20260102000000",
                                "2026-01-03-000000_c/up.sql",
                                "20260103000000");
                };
        List<String> files = steps.keySet().stream().sorted().toList();
        for (String file : files) {
            write(file, up(format) + "create table t" + files.indexOf(file) + "(id int);\n");
        }
        live.run(
                switch (format) {
                    case "dbmate" -> "create table schema_migrations(version varchar(128) primary key)";
                    case "sql-migrate" -> "create table gorp_migrations(id text primary key, applied_at timestamptz)";
                    default ->
                        "create table __diesel_schema_migrations(version varchar(50) primary key,"
                                + " run_on timestamp not null default now())";
                });
        String table = format.equals("dbmate")
                ? "schema_migrations(version)"
                : format.equals("diesel") ? "__diesel_schema_migrations(version)" : "gorp_migrations(id)";
        for (String key : List.of(steps.get(files.get(0)), steps.get(files.get(2)), "20990101000000")) {
            live.run("insert into " + table + " values ('" + key + "')");
        }
        Memory seen = Memory.none().with(identity(), List.of(history(format, Memory.none())));
        write(files.get(0), up(format) + "create table edited(id int);\n");

        assertThat(standings(format, seen).stream().map(text -> text.replaceFirst("\\S+ ", "")))
                .containsExactly("applied edited", "pending out-of-order", "applied", "missing");
    }

    private static String up(String format) {
        return switch (format) {
            case "dbmate" -> "-- migrate:up\n";
            case "sql-migrate" -> "-- +migrate Up\n";
            default -> "";
        };
    }

    @Test
    void the_table_of_another_tool_is_not_taken_for_ones_own() throws Exception {
        numbered("0001_a.up.sql");
        live.run("create table schema_migrations(version varchar primary key)");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> standings("golang-migrate"))
                .hasMessageContaining("is not the history of golang-migrate");
    }

    @Test
    void without_a_table_everything_is_pending() throws Exception {
        numbered("0001_a.up.sql", "0002_b.up.sql");

        assertThat(standings("golang-migrate")).containsExactly("0001 pending", "0002 pending");
    }

    // ---- tools of the test

    private void numbered(String... names) throws IOException {
        for (String name : names) {
            write(name, "create table t" + name.replaceAll("\\W", "_") + "(id int);\n");
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (name.equals("env.py")) {
            Files.writeString(
                    folder.resolve("url"), "postgresql+psycopg2://" + live.url().substring("postgresql://".length()));
        }
    }

    private String digest(String algorithm, String file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(folder.resolve(file))));
    }

    private TargetIdentity identity() {
        try (Target target = live.target()) {
            return target.identity();
        }
    }

    private List<String> standings(String format) {
        return standings(format, Memory.none());
    }

    /** Each step as {@code version state trouble}. */
    private List<String> standings(String format, Memory memory) {
        return history(format, memory).steps().stream().map(HistoriesIT::text).toList();
    }

    private History history(String format, Memory memory) {
        Chain chain = ChainFormats.read(folder, format, ReadOptions.named("chain"));
        try (Target target = live.target()) {
            return History.read(target, chain, Optional.empty(), memory);
        } finally {
            if (chain.driver() != null) {
                chain.driver().close();
            }
        }
    }

    private static String text(StepStanding step) {
        State state = step.state();
        String troubles = step.troubles().stream().map(Trouble::word).collect(Collectors.joining(" "));
        return (step.version() + " " + state.word() + " " + troubles).strip();
    }
}
