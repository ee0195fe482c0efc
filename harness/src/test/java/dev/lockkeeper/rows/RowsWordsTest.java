package dev.lockkeeper.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts mean: values under two types, patterns, statements. */
class RowsWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE users u SET a = 1 | ' AS u'",
                "DELETE FROM users AS u WHERE u.a = 1 | ' AS u'",
                "UPDATE users SET a = 1 | ''",
                "ALTER TABLE users ADD CONSTRAINT users_a_key UNIQUE (a) | ''",
                "ALTER TABLE users DROP COLUMN a | ''",
            })
    void only_statements_on_rows_call_their_table_by_another_name(String sql, String alias) {
        assertThat(new SqlClauses(sql).alias()).isEqualTo(alias);
    }

    private static TypeShape type(String name) {
        TypeShape.Kind kind = name.endsWith("[]") ? TypeShape.Kind.ARRAY : TypeShape.Kind.BASE;
        return new TypeShape(name.hashCode(), name, kind, null, -1, List.of(), List.of(), List.of(), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.00 | numeric | 5 | integer",
                "0.1 | real | 0.10000000149011612 | double precision",
                "2024-06-01 12:00:00 | timestamp without time zone | 2024-06-01 12:00:00+00 | timestamp with time zone",
                "2024-06-01 | date | 2024-06-01 00:00:00 | timestamp without time zone",
                "1717243200 | bigint | 2024-06-01 12:00:00 | timestamp without time zone",
                "1717243200000 | bigint | 2024-06-01 12:00:00+00 | timestamp with time zone",
                "ab   | character | ab | text",
                "t | boolean | 1 | integer",
                "{\"b\": 1, \"a\": 2} | text | {\"a\": 2, \"b\": 1.0} | jsonb",
                "plain | text | \"plain\" | jsonb",
                "x | text | {x} | text[]",
                "{a,b} | text[] | [\"a\", \"b\"] | jsonb",
                "abc | text | \\x616263 | bytea",
                "10.0.0.1/32 | text | 10.0.0.1 | inet",
                "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11 | text | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | uuid",
                "42 | text | 42 | integer"
            })
    void a_value_may_say_the_same_under_another_type(String before, String from, String after, String to) {
        assertThat(Meaning.same(before, type(from), after, type(to))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19.99 | numeric | 20 | integer",
                "2024-06-01 12:00:00 | timestamp without time zone | 2024-06-01 06:15:00+00 | timestamp with time zone",
                "2024-06-01 12:00:00 | timestamp without time zone | 2024-06-01 | date",
                "007 | text | 7 | integer",
                "2 | integer | t | boolean",
                "0.1 | double precision | 0.10000000149011612 | real",
                "Abc | text | abc | text",
                "abcdef | text | abc | character varying",
                "a | text | {a,b} | text[]"
            })
    void or_something_else(String before, String from, String after, String to) {
        assertThat(Meaning.same(before, type(from), after, type(to))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[a-z0-9-]+$",
                "^0x[0-9a-f]{40}$",
                "^\\+[1-9]\\d{1,14}$",
                "^(open|done)$",
                "^[A-Z]{2}-\\d{3,5}$",
                "^[^@]+@[^@]+\\.[a-z]{2,}$",
                "^(?:v)?\\d+(\\.\\d+)*$"
            })
    void texts_are_made_for_patterns(String pattern) {
        for (int variant = 0; variant < 6; variant++) {
            assertThat(RegexSample.of(pattern, variant).orElseThrow()).matches(Pattern.compile(pattern));
        }
    }

    private static Attribution of(String... sql) {
        List<Statement> statements = new ArrayList<>();
        for (String one : sql) {
            statements.add(Statement.of(one, new SourceSpan("s.sql", statements.size() + 1)));
        }
        return Attribution.ofStatements(statements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1",
                "UPDATE ONLY public.t AS x SET b = 2, a = x.b WHERE x.id > 3",
                "UPDATE \"t\" SET (b, a) = (SELECT 1, 2)",
                "WITH w AS (UPDATE t SET a = 1 RETURNING id) SELECT * FROM w",
                "INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = excluded.a",
                "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET a = u.a",
                "ALTER TABLE t ADD COLUMN c int, DROP COLUMN a",
                "ALTER TABLE IF EXISTS public.t ALTER COLUMN a TYPE int USING length(a)",
                "DO $$ BEGIN UPDATE t SET a = 1; END $$",
                "DELETE FROM t WHERE id = 1",
                "TRUNCATE u, t",
                "DROP TABLE IF EXISTS public.t"
            })
    void a_statement_names_what_it_assigns_or_removes(String sql) {
        assertThat(of(sql).blame("public.t", "a", "public.t", "a").named()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET b = a",
                "UPDATE other.t SET a = 1",
                "UPDATE u SET a = 1",
                "ALTER TABLE t ALTER COLUMN a TYPE integer",
                "ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer",
                "ALTER TABLE t ALTER a TYPE numeric(9,2) USING CAST(a AS numeric(9,2))",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'UPDATE t SET a = 1'",
                "CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
                "SELECT 1 -- UPDATE t SET a = 1"
            })
    void other_changes_are_nobodys_word(String sql) {
        assertThat(of(sql).blame("public.t", "a", "public.t", "a").named()).isFalse();
    }

    @Test
    void the_last_statement_that_names_a_place_is_answerable() {
        assertThat(of("UPDATE t SET a = 1", "UPDATE t SET a = 2")
                        .blame("public.t", "a", "public.t", "a")
                        .at())
                .isEqualTo(new SourceSpan("s.sql", 2));
    }
}
