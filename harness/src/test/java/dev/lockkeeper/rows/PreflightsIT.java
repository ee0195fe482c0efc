package dev.lockkeeper.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.Thorough;
import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.SourceSpan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Every query is proved twice: it counts something where the step is refused, and nothing where the step passes. */
class PreflightsIT {

    /**
     * One kind of refusal.
     *
     * @param base makes the schema before the step
     * @param bad rows that the last statement of the step refuses
     * @param good rows that it does not
     */
    private record Trial(String name, String base, String bad, String good, String... step) {}

    private static final List<Trial> TRIALS = List.of(
            new Trial(
                    "NULLs under SET NOT NULL",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1, NULL)",
                    "INSERT INTO t VALUES (1, 'x')",
                    "ALTER TABLE t ALTER COLUMN a SET NOT NULL"),
            new Trial(
                    "a new column without a default",
                    "CREATE TABLE t(id int)",
                    "INSERT INTO t VALUES (1)",
                    "SELECT 1",
                    "ALTER TABLE t ADD COLUMN a int NOT NULL"),
            new Trial(
                    "a backfill that leaves NULLs",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1, NULL), (2, 'x')",
                    "INSERT INTO t VALUES (2, 'x')",
                    "ALTER TABLE t ADD COLUMN b text",
                    "UPDATE t SET b = a || '!' WHERE id > 0",
                    "ALTER TABLE t ALTER COLUMN b SET NOT NULL"),
            new Trial(
                    "NULLs copied into another table",
                    "CREATE TABLE t(id int, a text); CREATE TABLE u(id int, a text NOT NULL)",
                    "INSERT INTO t VALUES (1, NULL)",
                    "INSERT INTO t VALUES (1, 'x')",
                    "INSERT INTO u (id, a) SELECT id, a FROM t"),
            new Trial(
                    "a primary key over NULLs",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (NULL, 'x')",
                    "INSERT INTO t VALUES (1, 'x')",
                    "ALTER TABLE t ADD PRIMARY KEY (id)"),
            new Trial(
                    "duplicates under UNIQUE",
                    "CREATE TABLE t(id int, a text, b int)",
                    "INSERT INTO t VALUES (1,'x',1),(2,'x',1)",
                    "INSERT INTO t VALUES (1,'x',1),(2,'x',2),(3,NULL,1),(4,NULL,1)",
                    "ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b)"),
            new Trial(
                    "duplicates under a unique index on an expression",
                    "CREATE TABLE t(id int, a text, gone bool)",
                    "INSERT INTO t VALUES (1,'x',false),(2,'X',false)",
                    "INSERT INTO t VALUES (1,'x',false),(2,'X',true)",
                    "CREATE UNIQUE INDEX uq ON t (lower(a)) WHERE NOT gone"),
            new Trial(
                    "duplicates made by a backfill",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1,'x y'),(2,'X-Y')",
                    "INSERT INTO t VALUES (1,'x y'),(2,'z')",
                    "ALTER TABLE t ADD COLUMN slug text",
                    "UPDATE t SET slug = lower(replace(a, ' ', '-'))",
                    "ALTER TABLE t ADD UNIQUE (slug)"),
            new Trial(
                    "duplicates made by an update of a unique column",
                    "CREATE TABLE t(id int, mail text UNIQUE)",
                    "INSERT INTO t VALUES (1,'A@x'),(2,'a@x')",
                    "INSERT INTO t VALUES (1,'A@x'),(2,'b@x')",
                    "UPDATE t SET mail = lower(mail)"),
            new Trial(
                    "a seed whose key is taken",
                    "CREATE TABLE t(id int PRIMARY KEY, a text)",
                    "INSERT INTO t VALUES (7,'x')",
                    "INSERT INTO t VALUES (8,'x')",
                    "INSERT INTO t VALUES (7,'seed')"),
            new Trial(
                    "a seed whose sequence lags",
                    "CREATE TABLE t(id serial PRIMARY KEY, a text)",
                    "INSERT INTO t VALUES (1,'x'),(2,'y')",
                    "INSERT INTO t(a) VALUES ('x')",
                    "INSERT INTO t(a) VALUES ('seed')"),
            new Trial(
                    "orphans under a foreign key",
                    "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int, p_id int)",
                    "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1,1),(2,9)",
                    "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1,1),(2,NULL)",
                    "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (p_id) REFERENCES p"),
            new Trial(
                    "orphans under a foreign key of two columns",
                    "CREATE TABLE p(a int, b int, PRIMARY KEY (a, b)); CREATE TABLE t(id int, a int, b int)",
                    "INSERT INTO p VALUES (1,1); INSERT INTO t VALUES (1,1,2)",
                    "INSERT INTO p VALUES (1,1); INSERT INTO t VALUES (1,1,1),(2,1,NULL)",
                    "ALTER TABLE t ADD FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE CASCADE"),
            new Trial(
                    "orphans found by VALIDATE",
                    "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int, p_id int)",
                    "INSERT INTO t VALUES (2,9); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (p_id) REFERENCES p NOT VALID",
                    "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (p_id) REFERENCES p NOT VALID",
                    "ALTER TABLE t VALIDATE CONSTRAINT fk"),
            new Trial(
                    "parents deleted under their children",
                    "CREATE TABLE p(id int PRIMARY KEY, old bool); CREATE TABLE t(id int, p_id int CONSTRAINT fk REFERENCES p)",
                    "INSERT INTO p VALUES (1,true); INSERT INTO t VALUES (1,1)",
                    "INSERT INTO p VALUES (1,false); INSERT INTO t VALUES (1,1)",
                    "DELETE FROM p WHERE old"),
            new Trial(
                    "rows that break a CHECK",
                    "CREATE TABLE t(id int, a int)",
                    "INSERT INTO t VALUES (1,-1)",
                    "INSERT INTO t VALUES (1,1),(2,NULL)",
                    "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"),
            new Trial(
                    "rows that break a CHECK found by VALIDATE",
                    "CREATE TABLE t(id int, a int)",
                    "INSERT INTO t VALUES (1,-1); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
                    "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
                    "ALTER TABLE t VALIDATE CONSTRAINT c"),
            new Trial(
                    "an update that breaks a CHECK",
                    "CREATE TABLE t(id int, a int CONSTRAINT c CHECK (a > 0))",
                    "INSERT INTO t VALUES (1,5)",
                    "INSERT INTO t VALUES (1,50)",
                    "UPDATE t SET a = a - 10"),
            new Trial(
                    "copied rows that break a CHECK",
                    "CREATE TABLE t(id int, a int); CREATE TABLE u(a int CONSTRAINT c CHECK (a > 0))",
                    "INSERT INTO t VALUES (1,-5)",
                    "INSERT INTO t VALUES (1,5)",
                    "INSERT INTO u(a) SELECT a FROM t"),
            new Trial(
                    "rows outside a partition's bounds",
                    "CREATE TABLE p(at date) PARTITION BY RANGE (at); CREATE TABLE t(at date)",
                    "INSERT INTO t VALUES ('2024-02-02')",
                    "INSERT INTO t VALUES ('2024-01-02')",
                    "ALTER TABLE p ATTACH PARTITION t FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')"),
            new Trial(
                    "rows outside a partition's list",
                    "CREATE TABLE p(a text) PARTITION BY LIST (a); CREATE TABLE t(a text)",
                    "INSERT INTO t VALUES ('z')",
                    "INSERT INTO t VALUES ('x')",
                    "ALTER TABLE p ATTACH PARTITION t FOR VALUES IN ('x', 'y')"),
            new Trial(
                    "overlaps",
                    "CREATE TABLE t(id int, during tsrange)",
                    "INSERT INTO t VALUES (1,'[2024-01-01,2024-01-03)'),(2,'[2024-01-02,2024-01-04)')",
                    "INSERT INTO t VALUES (1,'[2024-01-01,2024-01-03)'),(2,'[2024-01-03,2024-01-04)')",
                    "ALTER TABLE t ADD CONSTRAINT no EXCLUDE USING gist (during WITH &&)"),
            new Trial(
                    "texts that are too long",
                    "CREATE TABLE t(id int, a varchar(9))",
                    "INSERT INTO t VALUES (1,'abcdef')",
                    "INSERT INTO t VALUES (1,'abcd'),(2,'ab  '),(3,NULL)",
                    "ALTER TABLE t ALTER COLUMN a TYPE varchar(4)"),
            new Trial(
                    "numbers that are too large",
                    "CREATE TABLE t(id bigint)",
                    "INSERT INTO t VALUES (3000000000)",
                    "INSERT INTO t VALUES (3)",
                    "ALTER TABLE t ALTER COLUMN id TYPE integer"),
            new Trial(
                    "numbers of too many digits",
                    "CREATE TABLE t(a numeric)",
                    "INSERT INTO t VALUES (1000)",
                    "INSERT INTO t VALUES (99.994)",
                    "ALTER TABLE t ALTER COLUMN a TYPE numeric(4,2)"),
            new Trial(
                    "texts that are no numbers",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1,'7'),(2,'x')",
                    "INSERT INTO t VALUES (1,'7'),(2,NULL)",
                    "ALTER TABLE t ALTER COLUMN a TYPE integer USING a::integer"),
            new Trial(
                    "texts that are no documents",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1,'plain words')",
                    "INSERT INTO t VALUES (1,'\"plain words\"')",
                    "ALTER TABLE t ALTER COLUMN a TYPE jsonb USING a::jsonb"),
            new Trial(
                    "texts that are no label",
                    "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1,'c')",
                    "INSERT INTO t VALUES (1,'a')",
                    "ALTER TABLE t ALTER COLUMN a TYPE e USING CAST(a AS e)"),
            new Trial(
                    "numbers that are none",
                    "CREATE TABLE t(id int, a numeric(10,2))",
                    "INSERT INTO t VALUES (1,'NaN')",
                    "INSERT INTO t VALUES (1,12.5)",
                    "ALTER TABLE t ALTER COLUMN a TYPE int USING round(a)"),
            new Trial(
                    "texts that are no dates",
                    "CREATE TABLE t(id int, a text)",
                    "INSERT INTO t VALUES (1,'soon')",
                    "INSERT INTO t VALUES (1,'2024-02-29')",
                    "ALTER TABLE t ALTER COLUMN a TYPE date USING a::date"),
            new Trial(
                    "texts that are no uuid, by an update",
                    "CREATE TABLE t(id int, a text, b uuid)",
                    "INSERT INTO t VALUES (1,'x')",
                    "INSERT INTO t VALUES (1,'00000000-0000-4000-8000-000000000001')",
                    "UPDATE t SET b = a::uuid WHERE id > 0"));

    @ParameterizedTest
    @ValueSource(strings = {"15", "17"})
    void a_question_counts_what_the_step_refuses_and_nothing_else(String version) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Trial trial : Thorough.sample(TRIALS, 4, version.equals("15") ? 0 : 1)) {
            try (RowsDatabase bad = new RowsDatabase(version);
                    RowsDatabase good = new RowsDatabase(version)) {
                bad.run(trial.base(), trial.bad());
                good.run(trial.base(), trial.good());
                CatalogSnapshot before =
                        new CatalogReader(bad.connection()).full().snapshot();
                Optional<Preflight> preflight = refusal(bad, trial.step())
                        .flatMap(failure -> preflight(failure, trial, before, Integer.parseInt(version)));
                if (preflight.isEmpty()) {
                    wrong.add(trial.name() + ": no question");
                } else {
                    judge(trial, preflight.get().sql(), bad, good, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void judge(Trial trial, String sql, RowsDatabase bad, RowsDatabase good, List<String> wrong) {
        try {
            if (Long.parseLong(bad.ask(sql)) < 1) {
                wrong.add(trial.name() + ": counts nothing: " + sql);
            }
            boolean passes = refusal(good, trial.step()).isEmpty();
            if (!passes || Long.parseLong(good.ask(sql)) != 0) {
                wrong.add(trial.name() + (passes ? ": counts good rows: " + sql : ": the good rows are refused"));
            }
        } catch (IllegalStateException invalid) {
            wrong.add(trial.name() + ": " + sql + ": " + invalid.getCause());
        }
    }

    private static Optional<Preflight> preflight(Failure failure, Trial trial, CatalogSnapshot before, int major) {
        String[] step = trial.step();
        List<String> earlier = List.of(step).subList(0, step.length - 1);
        return Preflights.of(failure, step[step.length - 1], earlier, before, major);
    }

    /** Runs the step and rolls it back; how it was refused, if it was. */
    private static Optional<Failure> refusal(RowsDatabase database, String... step) {
        database.run("BEGIN");
        try {
            database.run(step);
            return Optional.empty();
        } catch (IllegalStateException refused) {
            return Optional.of(failure((SQLException) Objects.requireNonNull(refused.getCause())));
        } finally {
            database.run("ROLLBACK");
        }
    }

    private static Failure failure(SQLException refused) {
        ServerErrorMessage message = ((PSQLException) refused).getServerErrorMessage();
        Map<String, String> names = new HashMap<>();
        put(names, "schema", message.getSchema());
        put(names, "table", message.getTable());
        put(names, "column", message.getColumn());
        put(names, "constraint", message.getConstraint());
        return new Failure(
                new SourceSpan("step.sql", 1),
                "",
                refused.getSQLState(),
                String.valueOf(message.getMessage()),
                message.getDetail(),
                message.getHint(),
                names);
    }

    private static void put(Map<String, String> names, String name, @Nullable String value) {
        if (value != null) {
            names.put(name, value);
        }
    }

    @Test
    void only_what_other_rows_would_not_have_met_is_about_rows() {
        assertThat(Failure.mayBeAboutRows("23505", "duplicate key")).isTrue();
        assertThat(Failure.mayBeAboutRows("21000", "more than one row returned by a subquery"))
                .isTrue();
        assertThat(Failure.mayBeAboutRows("0A000", "cannot convert NaN to integer"))
                .isTrue();
        assertThat(Failure.mayBeAboutRows("0A000", "cannot alter type of a column used by a view or rule"))
                .isFalse();
        assertThat(Failure.mayBeAboutRows("42P01", "relation \"t\" does not exist"))
                .isFalse();
    }
}
