package dev.lockkeeper.chain.alembic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.Thorough;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Program;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicSamplesIT {

    /** Numbers below 16384 are PostgreSQL's own objects. */
    private static final String SCHEMA =
            """
            SELECT 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || a.attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
             WHERE c.relkind IN ('r', 'v') AND c.oid >= 16384
            UNION ALL SELECT 'constraint ' || conrelid::regclass || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
             WHERE conrelid >= 16384
            UNION ALL SELECT 'index ' || pg_get_indexdef(indexrelid) || indisvalid FROM pg_index
             WHERE indexrelid >= 16384
            UNION ALL SELECT 'enum ' || enumtypid::regtype || string_agg(enumlabel, ',' ORDER BY enumsortorder)
              FROM pg_enum GROUP BY enumtypid
            UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT 'function ' || oid::regprocedure || md5(prosrc) FROM pg_proc
             WHERE pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            UNION ALL SELECT 'view ' || oid::regclass || pg_get_viewdef(oid) FROM pg_class WHERE relkind = 'v' AND oid >= 16384
            """;

    private final ThrowawayServer server = Servers.start(ServerRequest.of("15").from(Provider.EMBEDDED));

    @AfterAll
    void stop() {
        server.close();
    }

    /** A short build deploys the other one with Alembic in any case. */
    static List<Arguments> samples() {
        return Thorough.sample(List.of(Arguments.of("alembic-app", 13), Arguments.of("sst-platform", 10)), 2, 0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_step_goes_up_down_and_up_with_rows_by_alembic_and_by_what_was_recorded(String name, int size)
            throws Exception {
        Chain chain = chain(name);
        assertThat(chain.steps()).hasSize(size);
        assertThat(chain.read()).isEmpty();
        String live = server.createDatabase("live");
        String replayed = server.createDatabase("replayed");
        List<Script> ups = new ArrayList<>();
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            for (Step step : chain.steps()) {
                List<String> before = schema(live);
                Script up = record(alembic, step, Direction.UP, live);
                send(replayed, up);
                List<String> after = schema(live);
                assertThat(schema(replayed)).as(step.title()).isEqualTo(after);
                Script down = record(alembic, step, Direction.DOWN, live);
                send(replayed, down);
                assertThat(schema(live)).as("way back of " + step.title()).isEqualTo(before);
                assertThat(schema(replayed)).as("way back of " + step.title()).isEqualTo(before);
                send(replayed, record(alembic, step, Direction.UP, live));
                assertThat(schema(live)).isEqualTo(after).isEqualTo(schema(replayed));
                rows(name, step, live);
                rows(name, step, replayed);
                ups.add(up);
            }
            List<String> head = schema(live);
            List<Step> down = new ArrayList<>(chain.steps());
            Collections.reverse(down);
            for (Step step : down) {
                record(alembic, step, Direction.DOWN, live);
            }
            assertThat(schema(live)).isEmpty();
            for (Step step : chain.steps()) {
                record(alembic, step, Direction.UP, live);
            }
            assertThat(schema(live)).isEqualTo(head);
        }
        assertThat(ups).filteredOn(up -> up.grouping() == Grouping.AUTOCOMMIT).hasSizeLessThan(2);
        server.dropDatabase(live);
        server.dropDatabase(replayed);
    }

    @Test
    void the_models_of_alembic_app_are_the_head_of_its_chain_and_a_change_behind_their_back_is_told() throws Exception {
        Chain chain = chain("alembic-app");
        String database = server.createDatabase("models");
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            for (Step step : chain.steps()) {
                record(alembic, step, Direction.UP, database);
            }
            assertThat(AlembicFormat.modelDifferences(chain, server.address(database)))
                    .isEmpty();

            execute(
                    database,
                    "DROP INDEX ix_jobs_open; ALTER TABLE parts ALTER price DROP NOT NULL;"
                            + " ALTER TABLE tags ADD colour text; DROP TABLE appointments");
            assertThat(AlembicFormat.modelDifferences(chain, server.address(database)))
                    .containsExactly(
                            "column tags.colour: only in the database",
                            "index ix_appointments_customer_id on appointments: only in the models",
                            "index ix_jobs_open on jobs: only in the models",
                            "nullable of parts.price: the database says True, the models say False",
                            "table appointments: only in the models");
        }
        server.dropDatabase(database);
    }

    private static Chain chain(String name) {
        return new AlembicFormat(Map.of("LOCKKEEPER_PYTHON", TestPython.today()))
                .read(Path.of("..", "migrations", name), ReadOptions.named(name));
    }

    private Script record(ChainDriver alembic, Step step, Direction direction, String database) throws Exception {
        boolean program = direction == Direction.UP
                ? step.up() instanceof Program
                : step.down() instanceof Down.Written written && written.source() instanceof Program;
        return program
                ? alembic.record(step, direction, server.address(database))
                : new Script(List.of(), Grouping.TRANSACTION, step.up().at());
    }

    private void rows(String name, Step step, String database) throws Exception {
        Path file = Path.of("..", "fixtures", name, step.version() + ".sql");
        if (Files.exists(file)) {
            execute(database, Files.readString(file));
        }
    }

    private void send(String database, Script script) throws SQLException {
        try (Connection connection = server.connect(database)) {
            connection.setAutoCommit(script.grouping() == Grouping.AUTOCOMMIT);
            for (Statement statement : script.statements()) {
                try (java.sql.Statement jdbc = connection.createStatement()) {
                    jdbc.setEscapeProcessing(false);
                    jdbc.execute(statement.sql());
                }
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Everything of the schema but Alembic's own table and what PostgreSQL brings along. */
    private List<String> schema(String database) throws SQLException {
        List<String> schema = new ArrayList<>();
        try (Connection connection = server.connect(database);
                java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT line FROM (" + SCHEMA + ") everything (line)"
                        + " WHERE line !~ 'alembic_version|pg_|information_schema' ORDER BY line COLLATE \"C\"")) {
            while (rows.next()) {
                schema.add(rows.getString(1));
            }
        }
        return schema;
    }
}
