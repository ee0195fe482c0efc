package dev.lockkeeper.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixturesIT {

    @TempDir
    private Path folder;

    private final RowsDatabase database = new RowsDatabase();
    private final RowGenerator generator = new RowGenerator(1, 12, database.origins());

    @AfterEach
    void close() {
        database.close();
    }

    /** One statement a line, which is all these tests need. */
    private static List<Statement> lines(String file, String text) {
        List<Statement> statements = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            statements.add(Statement.of(lines.get(i), new SourceSpan(file, i + 1)));
        }
        return statements;
    }

    private Fixtures fixtures() {
        return Fixtures.in(folder, FixturesIT::lines);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void every_file_that_fits_no_version_is_named() throws Exception {
        write("1.sql", "SELECT 1");
        write("0002.probe.sql", "SELECT 1");
        write("notes.txt", "");
        write("0003/public.t.csv", "id\n1\n");
        write("0002/t.tsv", "id\n1\n");

        assertThatThrownBy(() -> fixtures().check(List.of("0001", "0002")))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("/1.sql: the chain has no version 1; did you mean 0001?")
                .hasMessageContaining("/notes.txt is neither")
                .hasMessageContaining("/0002/t.tsv is not <schema.table>.csv")
                .hasMessageContaining("0003/public.t.csv: the chain has no version 0003");
    }

    @Test
    void rows_come_from_scripts_and_tables_parents_first() throws Exception {
        database.run("CREATE TABLE b(id int PRIMARY KEY)", "CREATE TABLE a(id int, b_id int REFERENCES b, note text)");
        write("1.sql", "INSERT INTO b VALUES (1)\nINSERT INTO b VALUES (2)");
        write("1/public.a.csv", "note,id,b_id\n\"x, y\",1,3\n,2,\n");
        write("1/b.csv", "id\n3\n");

        List<LoadedTable> loaded = fixtures().load(database.connection(), "1", generator);

        assertThat(loaded).containsExactly(new LoadedTable("public.a", 2), new LoadedTable("public.b", 3));
        assertThat(database.list("SELECT note FROM a ORDER BY id")).containsExactly("x, y", "null");
    }

    @Test
    void all_that_does_not_fit_is_said_at_once() throws Exception {
        database.run("CREATE TABLE t(id int PRIMARY KEY, a int)");
        write("1.sql", "INSERT INTO gone VALUES (1)\nINSERT INTO t VALUES (1, 1)\nINSERT INTO t(id, b) VALUES (1, 1)");
        write("1/public.nowhere.csv", "id\n1\n");
        write("1/public.t.csv", "id,c\n1,1\n");
        write("2/public.t.csv", "id,a\n5,x\n");

        assertThatThrownBy(() -> fixtures().load(database.connection(), "1", generator))
                .hasMessageContaining("1.sql, statement 1 of 3 (line 1): PostgreSQL answered 42P01")
                .hasMessageContaining("1.sql, statement 3 of 3 (line 3): PostgreSQL answered 42703")
                .hasMessageContaining("there is no table public.nowhere at version 1")
                .hasMessageContaining("public.t.csv:1: public.t has no column c; it has id, a");
        assertThat(database.ask("SELECT count(*) FROM t")).isEqualTo("0");
        assertThatThrownBy(() -> fixtures().load(database.connection(), "2", generator))
                .hasMessageContaining("public.t.csv:2");
    }

    @Test
    void rows_of_ours_make_way() throws Exception {
        database.run("CREATE TABLE t(id int PRIMARY KEY, mail text UNIQUE)");
        generator.fill(database.connection(), database.tables(), Population.PLAIN, Population.ADVERSARIAL);
        String taken = database.ask("SELECT max(id) FROM t");
        write("1.sql", "INSERT INTO t VALUES (" + taken + ", 'mine')");

        fixtures().load(database.connection(), "1", generator);

        assertThat(database.ask("SELECT mail FROM t WHERE id = " + taken)).isEqualTo("mine");
    }

    @Test
    void rows_are_known_for_the_users_own() throws Exception {
        database.run("CREATE TABLE t(id int PRIMARY KEY, a text)", "INSERT INTO t VALUES (1, 'seed')");
        write("1.sql", "INSERT INTO t VALUES (2, 'mine')");
        fixtures().load(database.connection(), "1", generator);

        assertThat(database.effects("UPDATE t SET a = 'x' WHERE id = 1").get(0).population())
                .isEqualTo(Population.PLAIN);
        assertThat(database.effects("UPDATE t SET a = 'y' WHERE id = 2").get(0).population())
                .isEqualTo(Population.FIXTURE);
    }
}
