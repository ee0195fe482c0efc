package dev.lockkeeper.chain.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockkeeper.Thorough;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.ChainDriver.StepProgramFailed;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Program;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlembicDriverIT {

    private static final String VALUES =
            """
                things = op.create_table(
                    "things",
                    sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("name", sa.String(40), index=True, comment="50% of 'it'"),
                    sa.Column("kind", sa.Enum("small", "large", name="thing_kind")),
                    sa.Column("born", sa.DateTime(timezone=True)),
                    sa.Column("price", sa.Numeric(10, 2)),
                    sa.Column("raw", sa.LargeBinary),
                    sa.Column("doc", sa.JSON),
                    sa.Column("tags", sa.ARRAY(sa.String)),
                    sa.Column("sure", sa.Boolean),
                    sa.Column("code", sa.Uuid if hasattr(sa, "Uuid") else sa.String(36)),
                )
                op.bulk_insert(things, [
                    dict(
                        id=n, name=name, kind="small", born=datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc),
                        price=decimal.Decimal("-12.50"), raw=b"\\x00\\xff'", doc={"a": [1, "it's 100%"]},
                        tags=["x,y", 'q"q', None], sure=True, code=code)
                    for n, name in enumerate(["it's 100% $1 :x", "back\\\\slash", None])
                ])
                bind = op.get_bind()
                rows = bind.execute(sa.select(things.c.id, things.c.name).order_by(things.c.id)).fetchall()
                for row in rows:
                    bind.execute(
                        things.update().where(things.c.id == row[0]).values(name=(row[1] or "none") + " -- seen", kind="large"))
                op.execute(sa.text("UPDATE things SET price = price - :less WHERE price < :most").bindparams(less=-5, most=0))
                op.execute("UPDATE things SET sure = false WHERE name LIKE 'none%'")
            """;

    private ThrowawayServer server = start();

    private static ThrowawayServer start() {
        return Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED));
    }

    @BeforeAll
    void serverAnswers() {
        assertThat(server.info().major()).isEqualTo(17);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static List<String> drivers() {
        return Thorough.sample(List.of("psycopg2", "psycopg", "asyncpg", "pg8000", "oldest"), 2, 0);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void what_was_recorded_gives_the_same_rows_when_it_is_sent_again(String driver, @TempDir Path folder)
            throws Exception {
        boolean oldest = driver.equals("oldest");
        ProjectFiles project = driver.equals("asyncpg") ? asynchronous(folder) : ProjectFiles.in(folder);
        project.file("alembic.ini", ini("postgresql+" + (oldest ? "psycopg2" : driver) + "://nobody@192.0.2.1/none"))
                .revision("a1", "None", VALUES, "    op.drop_table('things')\n    op.execute('DROP TYPE thing_kind')");
        String file = "migrations/versions/a1_step.py";
        project.file(
                file,
                "import datetime, decimal, uuid\ncode = %suuid.UUID(int=7)%s\n%s"
                        .formatted(
                                oldest ? "str(" : "",
                                oldest ? ")" : "",
                                java.nio.file.Files.readString(folder.resolve(file))));
        Chain chain = read(project, oldest ? TestPython.oldest() : TestPython.today());
        Step step = chain.steps().get(0);

        String live = server.createDatabase("live");
        String replayed = server.createDatabase("replayed");
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            Script up = alembic.record(step, Direction.UP, server.address(live));

            assertThat(up.grouping()).isEqualTo(Grouping.TRANSACTION);
            assertThat(texts(up)).noneMatch(sql -> sql.contains("alembic_version") || sql.contains("pg_catalog"));
            assertThat(up.statements().get(0).sql()).startsWith("CREATE TYPE thing_kind");
            assertThat(up.statements().get(0).at().file()).isEqualTo(file);
            assertThat(lineOf(folder.resolve(file), up.statements().get(0))).contains("op.create_table(");
            assertThat(texts(up)).filteredOn(sql -> sql.startsWith("UPDATE")).hasSize(5);
            send(replayed, up);
            assertThat(rows(replayed)).hasSize(3).isEqualTo(rows(live));

            Script down = alembic.record(step, Direction.DOWN, server.address(live));
            assertThat(down.at()).isEqualTo(((Program) written(step)).at());
            assertThat(texts(down)).hasSize(2);
            assertThat(ask(live, "SELECT count(*) FROM alembic_version")).containsExactly("0");
            assertThat(ask(live, "SELECT to_regclass('things') IS NULL")).containsExactly("t");
        }
        server.dropDatabase(live);
        server.dropDatabase(replayed);
    }

    @Test
    void branches_and_merges_run_step_by_step_up_and_down(@TempDir Path folder) throws Exception {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision("a", "None", table("a"), drop("a"))
                .revision("b", "'a'", table("b"), drop("b"))
                .revision("c", "'a'", table("c"), drop("c"))
                .revision(
                        "m",
                        "('b', 'c')",
                        "    op.add_column('b', sa.Column('m', sa.Integer))",
                        "    op.drop_column('b', 'm')")
                .revision("x", "'m'", table("x"), drop("x"))
                .revision("y", "'m'", table("y"), drop("y"));
        Chain chain = read(project, TestPython.today());

        String database = server.createDatabase("merges");
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            for (int turn = 0; turn < 2; turn++) {
                for (Step step : chain.steps()) {
                    assertThat(alembic.record(step, Direction.UP, server.address(database))
                                    .statements())
                            .hasSize(1);
                }
                assertThat(ask(database, "SELECT version_num FROM alembic_version ORDER BY 1"))
                        .containsExactly("x", "y");
                List<Step> down = new ArrayList<>(chain.steps());
                java.util.Collections.reverse(down);
                for (Step step : down) {
                    assertThat(alembic.record(step, Direction.DOWN, server.address(database))
                                    .statements())
                            .hasSize(1);
                }
                assertThat(ask(
                                database,
                                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                                        + " AND relkind = 'r'"))
                        .containsExactly("alembic_version");
            }
        }
        server.dropDatabase(database);
    }

    @Test
    void a_step_may_leave_its_transaction_use_savepoints_and_go_past_sqlalchemy(@TempDir Path folder) throws Exception {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision(
                        "a",
                        "None",
                        """
                            op.execute("CREATE TABLE t (n int, s text)")
                            with op.get_context().autocommit_block():
                                op.create_index("t_n", "t", ["n"], postgresql_concurrently=True)
                            op.execute("INSERT INTO t VALUES (1, 'one')")
                        """,
                        """
                            with op.get_context().autocommit_block():
                                op.drop_index("t_n", postgresql_concurrently=True)
                        """)
                .revision(
                        "b",
                        "'a'",
                        """
                            bind = op.get_bind()
                            try:
                                with bind.begin_nested():
                                    bind.execute(sa.text("INSERT INTO nowhere VALUES (1)"))
                            except sa.exc.ProgrammingError:
                                pass
                            cursor = bind.connection.cursor()
                            cursor.execute("INSERT INTO t VALUES (%s, %s)", (2, "it's"))
                            with cursor.copy("COPY t FROM STDIN") as copy:
                                copy.write_row((3, "tab\\there"))
                            op.execute("UPDATE t SET n = n + 1; DELETE FROM t WHERE n = 2")
                        """,
                        "    pass");
        project.file("alembic.ini", ini("postgresql+psycopg://"));
        Chain chain = read(project, TestPython.today());

        String live = server.createDatabase("outside");
        String replayed = server.createDatabase("outside_again");
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            Script first = alembic.record(chain.steps().get(0), Direction.UP, server.address(live));
            assertThat(first.grouping()).isEqualTo(Grouping.AUTOCOMMIT);
            assertThat(texts(first))
                    .containsExactly(
                            "BEGIN",
                            "CREATE TABLE t (n int, s text)",
                            "COMMIT",
                            "CREATE INDEX CONCURRENTLY t_n ON t (n)",
                            "BEGIN",
                            "INSERT INTO t VALUES (1, 'one')",
                            "COMMIT");

            Script second = alembic.record(chain.steps().get(1), Direction.UP, server.address(live));
            assertThat(second.grouping()).isEqualTo(Grouping.TRANSACTION);
            assertThat(texts(second))
                    .containsExactly(
                            "SAVEPOINT sa_savepoint_1",
                            "ROLLBACK TO SAVEPOINT sa_savepoint_1",
                            "INSERT INTO t VALUES (2, 'it''s')",
                            "COPY t FROM STDIN",
                            "UPDATE t SET n = n + 1",
                            "DELETE FROM t WHERE n = 2");
            assertThat(second.statements().get(3).copyData()).isEqualTo("3\ttab\\there\n");

            send(replayed, first);
            send(replayed, second);
            assertThat(ask(replayed, "SELECT n || s FROM t ORDER BY 1"))
                    .containsExactly("3it's", "4tab\there")
                    .isEqualTo(ask(live, "SELECT n || s FROM t ORDER BY 1"));

            Script down = alembic.record(chain.steps().get(0), Direction.DOWN, server.address(live));
            assertThat(down.grouping()).isEqualTo(Grouping.AUTOCOMMIT);
            assertThat(texts(down)).containsExactly("DROP INDEX CONCURRENTLY t_n");
        }
        server.dropDatabase(live);
        server.dropDatabase(replayed);
    }

    @Test
    void a_refusal_of_the_server_names_the_line_the_state_and_the_objects(@TempDir Path folder) {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision(
                        "a",
                        "None",
                        """
                            op.execute("CREATE TABLE t (n int CONSTRAINT t_small CHECK (n < 10))")
                            op.bulk_insert(
                                sa.table("t", sa.column("n")),
                                [{"n": 1}, {"n": 11}],
                            )
                            op.execute("never sent")
                        """,
                        "    pass")
                .revision("b", "'a'", "    op.execute('CREATE TABLE u ()')\n    {}['absent']", "    pass")
                .revision("c_" + "x".repeat(40), "'b'", table("v"), drop("v"));
        for (String driver : List.of("psycopg2", "psycopg", "pg8000")) {
            project.file("alembic.ini", ini("postgresql+" + driver + "://"));
            Chain chain = read(project, TestPython.today());
            String database = server.createDatabase("refused");
            try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
                StepProgramFailed refused = failed(alembic, chain.steps().get(0), database);
                assertThat(texts(refused.sent()))
                        .hasSizeBetween(2, 3)
                        .first()
                        .asString()
                        .startsWith("CREATE TABLE t");
                assertThat(refused.failure().sqlState()).as(driver).isEqualTo("23514");
                assertThat(refused.failure().at().toString()).isEqualTo("migrations/versions/a_step.py:13");
                assertThat(refused.failure().message()).contains("violates check constraint \"t_small\"");
                assertThat(refused.failure().detail()).contains("(11)");
                assertThat(refused.failure().excerpt()).startsWith("INSERT INTO t");
                assertThat(refused.failure().names())
                        .containsEntry("table", "t")
                        .containsEntry("schema", "public")
                        .containsEntry("constraint", "t_small");

                Failure python = failed(alembic, chain.steps().get(1), database).failure();
                assertThat(python.sqlState()).isEqualTo("00000");
                assertThat(python.message()).isEqualTo("KeyError: 'absent'");
                assertThat(python.at().toString()).isEqualTo("migrations/versions/b_step.py:13");
                assertThat(python.excerpt()).isEqualTo("{}['absent']");

                Failure tooLong =
                        failed(alembic, chain.steps().get(2), database).failure();
                assertThat(tooLong.sqlState()).isEqualTo("22001");
                assertThat(tooLong.excerpt()).contains("alembic_version");
            }
            server.dropDatabase(database);
        }
    }

    @Test
    void a_step_that_nobody_commits_has_failed(@TempDir Path folder) {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision("a", "None", table("a"), drop("a"))
                .file(
                        "migrations/env.py",
                        """
                        import os
                        from alembic import context
                        from sqlalchemy import create_engine, text

                        print("noise on standard output")
                        engine = create_engine(os.environ["DATABASE_URL"])
                        with engine.connect() as connection:
                            connection.execute(text("SET lock_timeout = '5s'"))
                            context.configure(connection=connection)
                            with context.begin_transaction():
                                context.run_migrations()
                        """);
        Chain chain = read(project, TestPython.today());
        String database = server.createDatabase("forgotten");
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            Failure failure = failed(alembic, chain.steps().get(0), database).failure();
            assertThat(failure.message()).startsWith("nobody committed the transaction");
            assertThat(failure.at().toString()).isEqualTo("migrations/versions/a_step.py:12");

            project.file(
                    "migrations/env.py",
                    """
                    from alembic import context
                    from sqlalchemy import create_engine, text
                    with create_engine(None).connect() as connection:
                        connection.execute(text("SET search_path = app"))
                        connection.execute(text("CREATE SCHEMA IF NOT EXISTS app"))
                        connection.execute(text("SELECT pg_advisory_lock(1)"))
                        connection.commit()
                        context.configure(connection=connection, transaction_per_migration=True)
                        with context.begin_transaction():
                            context.run_migrations()
                    """);
            Script script = record(alembic, chain.steps().get(0), database);
            assertThat(script.grouping()).isEqualTo(Grouping.TRANSACTION);
            assertThat(texts(script))
                    .startsWith("SET search_path = app", "CREATE SCHEMA IF NOT EXISTS app")
                    .hasSize(3);
            assertThat(script.statements().get(0).at().toString()).isEqualTo("migrations/env.py:4");
        }
        server.dropDatabase(database);
    }

    @Test
    void a_project_that_cannot_be_run_says_why_and_what_to_do(@TempDir Path folder) {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision("a", "None", table("a"), drop("a"))
                .file("migrations/env.py", "import os\n\nsecret = os.environ['APP_SECRET']\n");
        Chain chain = read(project, TestPython.today());
        try (ChainDriver alembic = Objects.requireNonNull(chain.driver())) {
            assertThatThrownBy(() -> record(alembic, chain.steps().get(0), "postgres"))
                    .isInstanceOf(LockkeeperException.class)
                    .hasMessageContaining("migrations/env.py:3: KeyError: 'APP_SECRET'")
                    .hasMessageContaining("Try: set in the environment");
            project.file("migrations/env.py", "import app_models\n");
            assertThatThrownBy(() -> record(alembic, chain.steps().get(0), "postgres"))
                    .hasMessageContaining("install the project's requirements: the module 'app_models' is not there");
            project.file(
                    "migrations/env.py",
                    "import os, sys\nsys.stderr.write('goodbye')\nsys.stderr.flush()\nos._exit(3)\n");
            assertThatThrownBy(() -> record(alembic, chain.steps().get(0), "postgres"))
                    .hasMessageContaining("Its Python ended in the middle. It had printed:\ngoodbye");
            project.file("migrations/env.py", "pass\n");
            assertThatThrownBy(() -> record(alembic, chain.steps().get(0), "postgres"))
                    .hasMessageContaining("env.py ran to its end and did not run the step");
        }

        Chain without = new AlembicFormat(Map.of("PATH", folder.toString())).read(folder, ReadOptions.named("app"));
        assertThatThrownBy(() -> record(
                        Objects.requireNonNull(without.driver()), chain.steps().get(0), "postgres"))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("There is no Python on the PATH.")
                .hasMessageContaining("LOCKKEEPER_PYTHON");
        Chain wrong = read(project, "/bin/false");
        assertThatThrownBy(() -> record(
                        Objects.requireNonNull(wrong.driver()), chain.steps().get(0), "postgres"))
                .hasMessageContaining("/bin/false: ");
    }

    private static Chain read(ProjectFiles project, String python) {
        return new AlembicFormat(Map.of("LOCKKEEPER_PYTHON", python, "PATH", "/usr/bin"))
                .read(project.folder(), ReadOptions.named("app"));
    }

    private Script record(ChainDriver alembic, Step step, String database) {
        try {
            return alembic.record(step, Direction.UP, server.address(database));
        } catch (StepProgramFailed failed) {
            throw new AssertionError(failed.failure().toString(), failed);
        }
    }

    private StepProgramFailed failed(ChainDriver alembic, Step step, String database) {
        return Objects.requireNonNull(catchThrowableOfType(
                StepProgramFailed.class, () -> alembic.record(step, Direction.UP, server.address(database))));
    }

    private static String table(String name) {
        return "    op.create_table('%s', sa.Column('id', sa.Integer))".formatted(name);
    }

    private static String drop(String name) {
        return "    op.drop_table('%s')".formatted(name);
    }

    private static String ini(String url) {
        return "[alembic]\nscript_location = migrations\nprepend_sys_path = .\nsqlalchemy.url = %s\n".formatted(url);
    }

    private static ProjectFiles asynchronous(Path folder) {
        return ProjectFiles.in(folder)
                .file(
                        "migrations/env.py",
                        """
                        import asyncio
                        from alembic import context
                        from sqlalchemy import pool
                        from sqlalchemy.ext.asyncio import async_engine_from_config


                        def run(connection):
                            context.configure(connection=connection)
                            with context.begin_transaction():
                                context.run_migrations()


                        async def main():
                            engine = async_engine_from_config(
                                context.config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
                            async with engine.connect() as connection:
                                await connection.run_sync(run)
                            await engine.dispose()


                        asyncio.run(main())
                        """);
    }

    private static Object written(Step step) {
        return ((dev.lockkeeper.model.Down.Written) step.down()).source();
    }

    private static List<String> texts(Script script) {
        return script.statements().stream()
                .map(statement -> statement.sql().strip())
                .toList();
    }

    private static String lineOf(Path file, Statement statement) throws java.io.IOException {
        return java.nio.file.Files.readAllLines(file).get(statement.at().line() - 1);
    }

    private void send(String database, Script script) throws Exception {
        try (Connection connection = server.connect(database)) {
            connection.setAutoCommit(script.grouping() == Grouping.AUTOCOMMIT);
            for (Statement statement : script.statements()) {
                try (java.sql.Statement jdbc = connection.createStatement()) {
                    jdbc.setEscapeProcessing(false);
                    if (statement.copyData() == null) {
                        jdbc.execute(statement.sql());
                    } else {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn(statement.sql(), new java.io.StringReader(statement.copyData()));
                    }
                }
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private List<String> rows(String database) throws SQLException {
        return ask(database, "SELECT t::text FROM things t ORDER BY id");
    }

    private List<String> ask(String database, String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = server.connect(database);
                java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }
}
