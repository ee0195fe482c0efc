package dev.lockkeeper.chain.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderedSqlTest {

    private static final DatabaseAddress NOWHERE = new DatabaseAddress("localhost", 1, "none", "nobody", "");

    private final ProjectFiles project;

    RenderedSqlTest(@TempDir Path folder) {
        project = ProjectFiles.in(folder)
                .revision("a", "None", "    op.x()", "    op.x()")
                .revision("b", "'a'", "    op.x()", "    op.x()")
                .revision("c", "'a'", "    op.x()", "    op.x()")
                .revision("d", "('b', 'c')", "    op.x()", "    op.x()")
                .file(
                        "alembic.up.sql",
                        """
                        BEGIN;

                        CREATE TABLE alembic_version (
                            version_num VARCHAR(32) NOT NULL,\s
                            CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
                        );

                        -- Running upgrade  -> a

                        CREATE TABLE t (n INTEGER);

                        CREATE INDEX t_n ON t (n);

                        INSERT INTO alembic_version (version_num) VALUES ('a') RETURNING alembic_version.version_num;

                        -- Running upgrade a -> c

                        UPDATE alembic_version SET version_num='c' WHERE alembic_version.version_num = 'a';

                        -- Running upgrade a -> b

                        INSERT INTO t VALUES (1);

                        COMMIT;

                        DROP INDEX CONCURRENTLY t_n;;

                        BEGIN;

                        INSERT INTO t VALUES (2);

                        INSERT INTO alembic_version (version_num) VALUES ('b') RETURNING alembic_version.version_num;

                        COMMIT;

                        """)
                .file(
                        "alembic.down.sql",
                        """
                        BEGIN;

                        -- Running downgrade d -> b, c

                        -- Running downgrade b -> a

                        DELETE FROM t;

                        -- Running downgrade c -> a

                        -- Running downgrade a ->\s

                        DROP TABLE t;

                        DELETE FROM alembic_version WHERE alembic_version.version_num = 'a';

                        COMMIT;
                        """);
    }

    @Test
    void without_python_the_sql_that_alembic_rendered_is_taken_step_by_step() throws Exception {
        assertThat(texts("a", Direction.UP)).containsExactly("CREATE TABLE t (n INTEGER)", "CREATE INDEX t_n ON t (n)");
        assertThat(script("a", Direction.UP).grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(script("a", Direction.UP).statements().get(1).at().toString())
                .isEqualTo("alembic.up.sql:12");
        assertThat(texts("c", Direction.UP)).isEmpty();
        assertThat(script("b", Direction.UP).grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(texts("b", Direction.UP))
                .containsExactly(
                        "BEGIN",
                        "INSERT INTO t VALUES (1)",
                        "COMMIT",
                        "DROP INDEX CONCURRENTLY t_n",
                        "BEGIN",
                        "INSERT INTO t VALUES (2)",
                        "COMMIT");
        assertThat(texts("d", Direction.DOWN)).isEmpty();
        assertThat(texts("b", Direction.DOWN)).containsExactly("DELETE FROM t");
        assertThat(texts("a", Direction.DOWN)).containsExactly("DROP TABLE t");
    }

    @Test
    void a_step_that_was_not_rendered_is_told_with_the_command_that_renders_it() {
        assertThatThrownBy(() -> script("d", Direction.UP))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("Could not find the up of revision d in the SQL beside alembic.ini.")
                .hasMessageContaining("Try: alembic upgrade base:heads --sql > alembic.up.sql");
    }

    private Script script(String version, Direction direction) throws Exception {
        Chain chain = new AlembicFormat(Map.of("PATH", project.folder().toString()))
                .read(project.folder(), ReadOptions.named("app"));
        return Objects.requireNonNull(chain.driver()).record(chain.step(version).orElseThrow(), direction, NOWHERE);
    }

    private List<String> texts(String version, Direction direction) throws Exception {
        return script(version, direction).statements().stream()
                .map(Statement::sql)
                .toList();
    }
}
