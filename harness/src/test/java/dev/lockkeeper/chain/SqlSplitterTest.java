package dev.lockkeeper.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.SplitSql.Piece;
import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSplitterTest {

    private static SplitSql split(String sql) {
        return SqlSplitter.split(SourceText.of("f.sql", sql));
    }

    private static List<String> texts(String sql) {
        return split(sql).statements().stream().map(Statement::sql).toList();
    }

    private static List<String> places(String sql) {
        return split(sql).statements().stream()
                .map(statement -> statement.at().toString())
                .toList();
    }

    @Test
    void a_semicolon_ends_a_statement_and_is_left_out() {
        assertThat(texts("select 1; select 2 ;\nselect 3")).containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void empty_statements_and_comments_are_no_statements() {
        assertThat(texts("")).isEmpty();
        assertThat(texts(" \n;; -- nothing\n;/* nothing /* at */ all */;\n")).isEmpty();
    }

    @Test
    void comments_around_a_statement_are_left_out_and_those_inside_stay() {
        assertThat(texts("-- before\nselect 1 -- in\n , 2 /* after */ ; -- behind"))
                .containsExactly("select 1 -- in\n , 2");
    }

    @Test
    void a_statement_stands_on_the_line_of_its_first_word() {
        assertThat(places("-- one\nselect 1;\n\n/* a\n b */ select\n2; select 3;\n\tselect 4"))
                .containsExactly("f.sql:2", "f.sql:5", "f.sql:6", "f.sql:7");
    }

    @Test
    void every_kind_of_line_end_counts() {
        assertThat(places("select 1;\r\nselect 2;\rselect 3;\nselect 4"))
                .containsExactly("f.sql:1", "f.sql:2", "f.sql:3", "f.sql:4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select 'it''s;'",
                "select 'back\\', ';'",
                "select E'it\\'s;'",
                "select e'\\\\', ';'",
                "select E'a\\''\n  'b\\';'",
                "select E'a' -- c;'\n  -- d;'\n  'b\\';'",
                "select 'a'\n 'b\\', ';'",
                "select U&'\\0441;', u&\"\\0441;\"",
                "select N';', B'1', X'1F', b';'",
                "select name'it;' from t",
                "select 1 as \"semi;colon\"\"s;\"",
                "select $$;$$, $a$;$$;$b$;$a$",
                "select $ü$ ; $ü$",
                "select a$b$c, ';' from a$b$c",
                "select $1, ';', $2",
                "select 1 /* ; /* ; */ ; */ + 1",
                "select 1 -- ;\n + 1",
                "select 1 --;\r + 1",
                "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))",
                "select ')' , (select ';')",
                "select '$$', $$'$$, ';'",
                "select \"$$\", ';', \"$$\"",
                "select 5 - -1, ';'",
                "select 5 --1;\n, ';'",
                "select '--', ';'",
                "select '/*', ';', '*/'",
                "select \"--\", ';'",
                "select —, ';'",
                "select \uD83D\uDE00 from t, ';'",
                "do $$ begin perform 1; end $$",
                "do $do$ begin execute $q$ select 1; $q$; end $do$ language plpgsql",
                "create function f() returns int language sql begin atomic select 1; select case when true then 1 else 2 end; end",
                "create procedure p() language sql BEGIN\n -- why\n ATOMIC insert into t values (1); END",
                "create function f() returns int begin atomic select case a when 1 then case b when 2 then 3 end end; select t.end, 1 as case, 2 as end from t; end",
                "create or replace function f(a int) returns int language sql begin /* ; */ atomic return; select 1; end",
                "create trigger t before update on x for each row when (old.* is distinct from new.*) execute function f()",
                "insert into t values (E'C:\\\\'), ('D:\\'), (';')",
                "select 'Ω;' || 'ñ;'",
                "comment on table t is 'a\n;\nb'",
                "select a->>'b;' from t where c @> '{\"d\": \";\"}'",
                "select 1 <--;\n 2",
            })
    void a_semicolon_that_belongs_to_the_statement_does_not_end_it(String sql) {
        assertThat(texts("select 0;\n" + sql + ";\nselect 9;")).containsExactly("select 0", sql, "select 9");
        assertThat(texts(sql)).containsExactly(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin; select atomic from t; end; select 1",
                "begin; commit",
                "select begin, 1; select 2",
                "start transaction; select case when a then b end; commit",
            })
    void begin_without_atomic_opens_no_body(String sql) {
        assertThat(texts(sql)).hasSize((int) sql.chars().filter(c -> c == ';').count() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'never closed; select 2;",
                "select \"never closed; select 2;",
                "select $$never closed; select 2;",
                "select E'never closed\\'; select 2;",
                "select (1; select 2;",
                "select 1 /* never closed; select 2;",
                "/* never /* closed */ select 2;",
                "create function f() begin atomic select 1; select 2;",
            })
    void what_never_ends_is_one_last_statement_for_the_server_to_refuse(String sql) {
        assertThat(texts("select 0; " + sql)).containsExactly("select 0", sql.strip());
    }

    @Test
    void a_parenthesis_too_many_does_not_swallow_the_rest() {
        assertThat(texts("select 1); select 2; select (3)")).containsExactly("select 1)", "select 2", "select (3)");
    }

    @Test
    void rows_behind_copy_are_no_sql() {
        SplitSql split = split("copy t (a, b) from stdin;\n1\t'\n2\t;\n\\.\nselect 1;\n");

        assertThat(split.statements())
                .extracting(Statement::sql)
                .containsExactly("copy t (a, b) from stdin", "select 1");
        assertThat(split.statements().get(0).copyData()).isEqualTo("1\t'\n2\t;\n");
        assertThat(split.statements().get(1).copyData()).isNull();
        assertThat(split.statements().get(1).at().line()).isEqualTo(5);
    }

    @Test
    void rows_may_be_none_or_end_with_the_file_or_in_other_line_ends() {
        assertThat(split("COPY t FROM STDIN WITH (FORMAT csv);\n\\.\n")
                        .statements()
                        .get(0)
                        .copyData())
                .isEmpty();
        assertThat(split("copy t from stdin;\n1\n2").statements().get(0).copyData())
                .isEqualTo("1\n2");
        assertThat(split("copy t from stdin;\r\n1\r\n\\.\r\nselect 1").statements())
                .extracting(Statement::copyData)
                .containsExactly("1\r\n", null);
        assertThat(split("copy t from stdin; -- rows\n\\.x\n\\.\nselect 1").statements())
                .extracting(Statement::copyData)
                .containsExactly("\\.x\n", null);
    }

    @Test
    void what_stands_behind_copy_on_its_line_runs_after_the_rows() {
        SplitSql split = split("copy t from stdin; select 1;\n7\n\\.\nselect 2;");

        assertThat(split.statements())
                .extracting(Statement::sql)
                .containsExactly("copy t from stdin", "select 1", "select 2");
        assertThat(split.statements().get(0).copyData()).isEqualTo("7\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy t to stdout; select 1",
                "copy t from 'rows.csv'; select 1",
                "copy (select stdin from stdin) to stdout; select 1",
                "select copy from stdin; select 1",
            })
    void other_copies_have_no_rows(String sql) {
        assertThat(split(sql).statements()).hasSize(2).allMatch(statement -> statement.copyData() == null);
    }

    @Test
    void marks_are_collected_wherever_a_line_comment_may_stand() {
        SplitSql split = split(
                """
                -- lockkeeper:one-way reason="old"
                select 1 -- lockkeeper:allow a reason="b"
                , '-- lockkeeper:allow no'; --lockkeeper:allow c reason="d"
                /* -- lockkeeper:allow no */
                do $$ -- lockkeeper:allow no
                $$;
                """);

        assertThat(split.marks())
                .extracting(mark -> mark.at().line() + " " + mark.text())
                .containsExactly(
                        "1 lockkeeper:one-way reason=\"old\"",
                        "2 lockkeeper:allow a reason=\"b\"",
                        "3 lockkeeper:allow c reason=\"d\"");
    }

    @Test
    void psql_commands_are_named_with_their_line_and_are_no_sql() {
        SplitSql split = split("\\restrict aB3\nselect 1;\n  \\i other.sql\nselect 2 \\gexec\nselect '\\x';");

        assertThat(split.commands())
                .extracting(command -> command.at().line() + " " + command.name() + " " + command.argument() + " "
                        + command.insideStatement())
                .containsExactly("1 \\restrict aB3 false", "3 \\i other.sql false", "4 \\gexec  true");
        assertThat(texts("\\restrict aB3\nselect 1;\n")).containsExactly("select 1");
    }

    @Test
    void a_part_of_a_file_keeps_the_lines_of_the_file() {
        SourceText file = SourceText.of("f.sql", "-- up\nselect 1;\n-- down\nselect 2;\n");

        SplitSql down = SqlSplitter.split(file, file.startOf(3), file.length());

        assertThat(down.statements()).extracting(Statement::sql).containsExactly("select 2");
        assertThat(down.statements().get(0).at().line()).isEqualTo(4);
    }

    /** Any mixture of hard words: pieces lie in order, hold what they say, and between them is nothing but gaps. */
    @Test
    void pieces_and_gaps_make_up_the_whole_text() {
        List<String> words = List.of(
                "select 1",
                ";",
                ";",
                "\n",
                "\r\n",
                " ",
                "-- c;\n",
                "/* ; /* */ */",
                "'a;''b'",
                "E'\\';'",
                "$$;$$",
                "$t$ ; $t$",
                "\"x;\"",
                "(",
                ")",
                "begin atomic",
                "end",
                "case",
                "copy t from stdin;\n1\t;\n\\.\n",
                "\\echo hi\n",
                "'",
                "$",
                "ü",
                "1.5",
                "->",
                "as");
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(25); n >= 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            assertThat(rebuilt(text.toString())).as("seed %d", seed).isEqualTo(text.toString());
        }
    }

    private static String rebuilt(String text) {
        SplitSql split = split(text);
        StringBuilder whole = new StringBuilder();
        int at = 0;
        for (int n = 0; n < split.pieces().size(); n++) {
            Piece piece = split.pieces().get(n);
            Statement statement = split.statements().get(n);
            assertThat(piece.start()).isGreaterThanOrEqualTo(at);
            assertThat(gapIsEmpty(text.substring(at, piece.start())))
                    .as("gap before piece %d of: %s", n, text)
                    .isTrue();
            whole.append(text, at, piece.start()).append(statement.sql());
            if (piece.dataStart() > piece.end()) {
                whole.append(text, /* start= */ piece.end(), /* end= */ piece.dataStart());
            }
            whole.append(statement.copyData() == null ? "" : statement.copyData());
            at = Math.max(piece.end(), piece.dataEnd());
        }
        assertThat(gapIsEmpty(text.substring(at))).as("last gap of: %s", text).isTrue();
        return whole.append(text, at, text.length()).toString();
    }

    /** Blanks, semicolons, comments, psql lines and the end mark of rows. */
    private static boolean gapIsEmpty(String gap) {
        return gap.replaceAll("--[^\\n\\r]*", "")
                .replaceAll("\\\\[^\\n\\r]*", "")
                .replace("/* ; /* */ */", "")
                .replaceAll("[\\s;]+", "")
                .isEmpty();
    }

    @Test
    void ten_megabytes_are_split_in_a_moment() {
        String sql = "create table t (id int primary key, note text default 'a;b'); -- c\n".repeat(160_000);
        long began = System.nanoTime();

        List<Statement> statements = split(sql).statements();

        assertThat(statements).hasSize(160_000);
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(5_000);
        List<Statement> copy = new ArrayList<>(statements);
        assertThat(copy.get(159_999).at().line()).isEqualTo(160_000);
    }
}
