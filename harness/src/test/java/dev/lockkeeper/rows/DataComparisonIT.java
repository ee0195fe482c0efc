package dev.lockkeeper.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Sample;
import dev.lockkeeper.model.Population;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataComparisonIT {

    private final RowsDatabase database = new RowsDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_column_dropped_with_values_is_a_loss() throws Exception {
        database.run(
                "CREATE TABLE svc(id int PRIMARY KEY, mail text)", "INSERT INTO svc VALUES (1,'a'),(2,'b'),(3,NULL)");

        assertThat(database.effectsOf("ALTER TABLE svc DROP COLUMN mail")).containsExactly("svc.mail lost 2 named");
    }

    @Test
    void a_column_dropped_without_values_is_none() throws Exception {
        database.run("CREATE TABLE svc(id int PRIMARY KEY, mail text)", "INSERT INTO svc VALUES (1,NULL)");

        assertThat(database.effectsOf("ALTER TABLE svc DROP COLUMN mail")).isEmpty();
    }

    @Test
    void a_renamed_column_moved() throws Exception {
        database.run("CREATE TABLE bundle(id int PRIMARY KEY, skus text)", "INSERT INTO bundle VALUES (1,'a,b')");

        assertThat(database.effectsOf("ALTER TABLE bundle RENAME COLUMN skus TO others"))
                .containsExactly("bundle.skus moved 1 silent");
    }

    @Test
    void a_rename_written_as_drop_and_add_is_a_loss() throws Exception {
        database.run("CREATE TABLE bundle(id int PRIMARY KEY, skus text)", "INSERT INTO bundle VALUES (1,'a,b')");

        assertThat(database.effectsOf("ALTER TABLE bundle DROP COLUMN skus, ADD COLUMN others text"))
                .containsExactly("bundle.skus lost 1 named");
    }

    @Test
    void a_column_copied_before_it_is_dropped_moved() throws Exception {
        database.run(
                "CREATE TABLE bundle(id int PRIMARY KEY, skus text)", "INSERT INTO bundle VALUES (1,'a,b'),(2,'c')");

        assertThat(database.effectsOf(
                        "ALTER TABLE bundle ADD COLUMN others text",
                        "UPDATE bundle SET others = skus",
                        "ALTER TABLE bundle DROP COLUMN skus"))
                .containsExactly("bundle.skus moved 2 named");
    }

    @Test
    void a_backfill_that_forgets_a_row_loses_its_value() throws Exception {
        database.run(
                "CREATE TABLE bundle(id int PRIMARY KEY, skus text)",
                "INSERT INTO bundle VALUES (1,'a,b'),(2,'c'),(3,'d')");

        assertThat(database.effectsOf(
                        "ALTER TABLE bundle ADD COLUMN others text",
                        "UPDATE bundle SET others = skus WHERE id < 3",
                        "ALTER TABLE bundle DROP COLUMN skus"))
                .containsExactly("bundle.skus lost 1 named", "bundle.skus moved 2 named");
    }

    @Test
    void rounding_alters_values_that_no_statement_named() throws Exception {
        database.run(
                "CREATE TABLE item(id int PRIMARY KEY, price numeric(10,2))",
                "INSERT INTO item VALUES (1,19.99),(2,5.00)");

        List<DataEffect> effects = database.effects("ALTER TABLE item ALTER COLUMN price TYPE integer");

        assertThat(effects).hasSize(1);
        assertThat(effects.get(0).named()).isFalse();
        assertThat(effects.get(0).samples()).containsExactly(new Sample("1", "19.99", "20"));
        assertThat(String.valueOf(effects.get(0).at())).isEqualTo("step.sql:1");
    }

    @Test
    void a_wider_type_changes_nothing() throws Exception {
        database.run(
                "CREATE TABLE item(id int PRIMARY KEY, price numeric(10,2), n int, t varchar(9), at timestamp, j text)",
                "INSERT INTO item VALUES (1,19.99,7,'abc','2024-06-01 12:00','{\"b\": 1, \"a\": [1.50]}')");

        assertThat(database.effectsOf(
                        "ALTER TABLE item ALTER COLUMN price TYPE numeric(14,4)",
                        "ALTER TABLE item ALTER COLUMN id TYPE bigint, ALTER COLUMN n TYPE numeric",
                        "ALTER TABLE item ALTER COLUMN t TYPE text",
                        "ALTER TABLE item ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC'",
                        "ALTER TABLE item ALTER COLUMN j TYPE jsonb USING j::jsonb"))
                .isEmpty();
    }

    @Test
    void a_time_read_in_another_zone_is_altered() throws Exception {
        database.run(
                "CREATE TABLE visit(id int PRIMARY KEY, at timestamp)",
                "INSERT INTO visit VALUES (1,'2024-06-01 12:00')");

        assertThat(database.effectsOf(
                        "SET TimeZone = 'Asia/Kathmandu'", "ALTER TABLE visit ALTER COLUMN at TYPE timestamptz"))
                .containsExactly("visit.at altered 1 silent");
        assertThat(database.ask("SHOW TimeZone")).isEqualTo("Asia/Kathmandu");
    }

    @Test
    void deleted_rows_are_lost_by_name_and_cascaded_ones_in_silence() throws Exception {
        database.run(
                "CREATE TABLE country(id int PRIMARY KEY, name text)",
                "CREATE TABLE city(id int PRIMARY KEY, country_id int REFERENCES country ON DELETE CASCADE)",
                "INSERT INTO country VALUES (1,'Norge'),(2,'Sverige')",
                "INSERT INTO city VALUES (1,1),(2,2)");

        assertThat(database.effectsOf("DELETE FROM country WHERE id = 1"))
                .containsExactly("city lost 1 silent", "country lost 1 named");
    }

    @Test
    void truncate_cascade_loses_the_rows_of_other_tables() throws Exception {
        database.run(
                "CREATE TABLE country(id int PRIMARY KEY, name text)",
                "CREATE TABLE city(id int PRIMARY KEY, country_id int REFERENCES country)",
                "INSERT INTO country VALUES (1,'Norge')",
                "INSERT INTO city VALUES (1,1)");

        assertThat(database.effectsOf("TRUNCATE country CASCADE", "INSERT INTO country VALUES (1,'Norway')"))
                .containsExactly("city lost 1 silent", "country.name altered 1 named");
    }

    @Test
    void an_upsert_names_the_column_it_overwrites() throws Exception {
        database.run("CREATE TABLE country(id int PRIMARY KEY, name text)", "INSERT INTO country VALUES (1,'Norge')");

        assertThat(database.effectsOf(
                        "INSERT INTO country VALUES (1,'Norway') ON CONFLICT (id) DO UPDATE SET name = excluded.name"))
                .containsExactly("country.name altered 1 named");
    }

    @Test
    void a_trigger_that_rewrites_another_column_is_silent() throws Exception {
        database.run(
                "CREATE TABLE doc(id int PRIMARY KEY, kind text, updated_at timestamptz)",
                "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN NEW.updated_at := now(); RETURN NEW; END'",
                "CREATE TRIGGER t BEFORE UPDATE ON doc FOR EACH ROW EXECUTE FUNCTION touch()",
                "INSERT INTO doc VALUES (1,NULL,'2020-01-01')");

        assertThat(database.effectsOf("UPDATE doc SET kind = 'note'"))
                .containsExactly("doc.updated_at altered 1 silent");
    }

    @Test
    void a_table_copied_with_an_inner_join_loses_unmatched_rows() throws Exception {
        database.run(
                "CREATE TABLE team(id int PRIMARY KEY, name text)",
                "CREATE TABLE player(id int PRIMARY KEY, team_id int, nick text)",
                "INSERT INTO team VALUES (1,'red')",
                "INSERT INTO player VALUES (1,1,'x'),(2,NULL,'y')");

        assertThat(database.effectsOf(
                        "CREATE TABLE player2 AS SELECT p.*, t.name AS team FROM player p JOIN team t ON t.id = p.team_id",
                        "DROP TABLE player"))
                .containsExactly("player lost 1 named", "player moved 1 named");
    }

    @Test
    void a_table_copied_with_an_outer_join_moved() throws Exception {
        database.run(
                "CREATE TABLE team(id int PRIMARY KEY, name text)",
                "CREATE TABLE player(id int PRIMARY KEY, team_id int, nick text)",
                "INSERT INTO team VALUES (1,'red')",
                "INSERT INTO player VALUES (1,1,'x'),(2,NULL,'y')");

        assertThat(database.effectsOf(
                        "CREATE TABLE player2 AS SELECT p.*, t.name AS team FROM player p LEFT JOIN team t ON t.id = p.team_id",
                        "DROP TABLE player"))
                .containsExactly("player moved 2 named");
    }

    @Test
    void a_table_swapped_for_its_copy_is_the_same_table() throws Exception {
        database.run("CREATE TABLE t(id int PRIMARY KEY, a text)", "INSERT INTO t VALUES (1,'x'),(2,'y')");

        assertThat(database.effectsOf(
                        "CREATE TABLE t2(id bigint PRIMARY KEY, a text)",
                        "INSERT INTO t2 SELECT id, a FROM t",
                        "DROP TABLE t",
                        "ALTER TABLE t2 RENAME TO t"))
                .isEmpty();
    }

    @Test
    void rows_and_tables_in_another_schema_moved() throws Exception {
        database.run("CREATE SCHEMA old", "CREATE TABLE t(id int PRIMARY KEY, a text)", "INSERT INTO t VALUES (1,'x')");

        assertThat(database.effectsOf("ALTER TABLE t SET SCHEMA old")).containsExactly("t moved 1 silent");
    }

    @Test
    void a_column_split_off_into_a_table_of_its_own_moved() throws Exception {
        database.run(
                "CREATE TABLE person(id int PRIMARY KEY, name text, bio text)",
                "INSERT INTO person VALUES (1,'a','long'),(2,'b',NULL),(3,'c','short')");

        assertThat(database.effectsOf(
                        "CREATE TABLE profile(person_id int PRIMARY KEY REFERENCES person, bio text)",
                        "INSERT INTO profile SELECT id, bio FROM person WHERE bio IS NOT NULL",
                        "ALTER TABLE person DROP COLUMN bio"))
                .containsExactly("person.bio moved 2 named");
    }

    @Test
    void a_column_that_became_a_reference_to_a_lookup_moved() throws Exception {
        database.run(
                "CREATE TABLE job(id int PRIMARY KEY, state text)",
                "INSERT INTO job VALUES (1,'open'),(2,'done'),(3,'open')");

        assertThat(database.effectsOf(
                        "CREATE TABLE state(id serial PRIMARY KEY, name text UNIQUE)",
                        "INSERT INTO state(name) SELECT DISTINCT state FROM job ORDER BY 1",
                        "ALTER TABLE job ADD COLUMN state_id int REFERENCES state",
                        "UPDATE job SET state_id = s.id FROM state s WHERE s.name = job.state",
                        "ALTER TABLE job DROP COLUMN state"))
                .containsExactly("job.state moved 3 named");
    }

    @Test
    void columns_gathered_in_a_document_moved() throws Exception {
        database.run(
                "CREATE TABLE conf(id int PRIMARY KEY, host text, port int)",
                "INSERT INTO conf VALUES (1,'a.org',80),(2,'b.org',443)");

        assertThat(database.effectsOf(
                        "ALTER TABLE conf ADD COLUMN settings jsonb",
                        "UPDATE conf SET settings = jsonb_build_object('host', host, 'port', port)",
                        "ALTER TABLE conf DROP COLUMN host, DROP COLUMN port"))
                .containsExactly("conf.host moved 2 named", "conf.port moved 2 named");
    }

    @Test
    void values_swapped_between_columns_are_altered() throws Exception {
        database.run("CREATE TABLE t(id int PRIMARY KEY, a text, b text)", "INSERT INTO t VALUES (1,'x','y')");

        assertThat(database.effectsOf("UPDATE t SET a = b, b = a"))
                .containsExactly("t.a altered 1 named", "t.b altered 1 named");
    }

    @Test
    void a_table_without_a_key_is_compared_row_by_row() throws Exception {
        database.run("CREATE TABLE usr(email text)", "INSERT INTO usr VALUES ('A@x.io'),('b@x.io'),('C@x.io')");

        assertThat(database.effectsOf("UPDATE usr SET email = lower(email)"))
                .containsExactly("usr.email altered 2 named");
    }

    @Test
    void labels_that_became_numbers_moved() throws Exception {
        database.run(
                "CREATE TABLE t(id int PRIMARY KEY, state text)",
                "INSERT INTO t VALUES (1,'open'),(2,'done'),(3,'open')");

        assertThat(database.effectsOf(
                        "ALTER TABLE t ALTER COLUMN state TYPE int USING CASE state WHEN 'open' THEN 0 ELSE 1 END"))
                .containsExactly("t.state moved 3 named");
    }

    @Test
    void a_value_cut_short_is_altered_by_an_author_who_said_so() throws Exception {
        database.run("CREATE TABLE t(id int PRIMARY KEY, a text)", "INSERT INTO t VALUES (1,'abcdef'),(2,'ab')");

        assertThat(database.effectsOf("ALTER TABLE t ALTER COLUMN a TYPE varchar(3) USING left(a, 3)"))
                .containsExactly("t.a altered 1 named");
    }

    @Test
    void rows_moved_into_partitions_stay() throws Exception {
        database.run(
                "CREATE TABLE log(id int, at date, PRIMARY KEY (id, at))",
                "INSERT INTO log VALUES (1,'2024-01-05'),(2,'2024-02-05')");

        assertThat(database.effectsOf(
                        "ALTER TABLE log RENAME TO log_old",
                        "CREATE TABLE log(id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
                        "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')",
                        "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
                        "INSERT INTO log SELECT * FROM log_old",
                        "DROP TABLE log_old"))
                .isEmpty();
    }

    @Test
    void a_dropped_partition_loses_its_rows() throws Exception {
        database.run(
                "CREATE TABLE log(id int, at date) PARTITION BY RANGE (at)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')",
                "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
                "INSERT INTO log VALUES (1,'2024-01-05'),(2,'2024-02-05')");

        assertThat(database.effectsOf("DROP TABLE log_1")).containsExactly("log lost 1 silent");
    }

    @Test
    void generated_rows_are_told_apart() throws Exception {
        database.run("CREATE TABLE item(id int PRIMARY KEY, price numeric(10,2))");
        database.fill(Population.PLAIN, Population.ADVERSARIAL);

        List<DataEffect> effects = database.effects("ALTER TABLE item ALTER COLUMN price TYPE numeric(10,1)");

        assertThat(effects).hasSize(1);
        assertThat(effects.get(0).population()).isEqualTo(Population.ADVERSARIAL);
    }

    @Test
    void a_long_table_is_compared_like_a_short_one() throws Exception {
        database.run(
                "CREATE TABLE big(id int PRIMARY KEY, a int, b text)",
                "INSERT INTO big SELECT g, g, E'line\\n' || g FROM generate_series(1, 25000) g");

        assertThat(database.effectsOf("UPDATE big SET a = a + 1 WHERE id <= 3", "DELETE FROM big WHERE id = 25000"))
                .containsExactly("big lost 1 named", "big.a altered 3 named");
        assertThat(database.effectsOf("ALTER TABLE big ALTER COLUMN a TYPE bigint"))
                .isEmpty();
    }
}
