package dev.lockkeeper.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Population;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowGeneratorIT {

    private final RowsDatabase database = new RowsDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    private Filled fillBoth() throws Exception {
        return database.fill(Population.PLAIN, Population.ADVERSARIAL);
    }

    /** Columns of a table that hold no value in any row. */
    private List<String> hollow(String table) {
        return database
                .list("SELECT a.attname FROM pg_attribute a WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum")
                .stream()
                .filter(column -> database.ask("SELECT count(\"" + column + "\") FROM " + table)
                        .equals("0"))
                .toList();
    }

    private long count(String query) {
        return Long.parseLong(database.ask("SELECT count(*) FROM " + query));
    }

    @Test
    void every_type_gets_values() throws Exception {
        database.run(
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s, \"fine\"')",
                "CREATE TYPE pair AS (a int, b text, m mood)",
                "CREATE DOMAIN zip AS varchar(5) CHECK (VALUE ~ '^[0-9]{5}$')",
                "CREATE DOMAIN share AS numeric(5,2) NOT NULL CHECK (VALUE BETWEEN 0 AND 100)",
                "CREATE TYPE span AS RANGE (subtype = float8)",
                """
                CREATE TABLE every(
                  id bigint PRIMARY KEY, a smallint, b int, c numeric, d numeric(3,2), e real, f float8, g money,
                  h text, i varchar(3), j char(2), k "char", l name, m bool, n date, o timestamp, p timestamptz,
                  q time, r timetz, s interval, t uuid, u json, v jsonb, w bytea, x inet, y cidr, z macaddr,
                  aa macaddr8, ab bit(3), ac varbit(5), ad int[], ae text[], af mood, ag mood[], ah pair, ai pair[],
                  aj zip, ak share, al int4range, am tstzrange, an nummultirange, ao span, ap xml, aq tsvector,
                  ar tsquery, "as" point, at line, au lseg, av box, aw path, ax polygon, ay circle, az oid, ba regclass,
                  bb pg_lsn, bc jsonpath, bd varchar(1)[], be int8multirange, bf txid_snapshot, bg numeric(20,0))""");

        Filled filled = fillBoth();

        assertThat(filled.gaps()).isEmpty();
        assertThat(hollow("every")).isEmpty();
        assertThat(count("every")).isGreaterThanOrEqualTo(10);
        assertThat(database.list("SELECT DISTINCT af::text FROM every WHERE af IS NOT NULL ORDER BY 1"))
                .containsExactlyInAnyOrder("sad", "ok", "it's, \"fine\"");
        assertThat(database.ask("SELECT bool_or(o = 'infinity') AND bool_or(e = 'NaN') AND bool_or(h = '')"
                        + " AND bool_or(length(h) > 1000) FROM every"))
                .isEqualTo("t");
    }

    @Test
    void types_of_extensions_get_values() throws Exception {
        database.run(
                "CREATE EXTENSION citext",
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION ltree",
                "CREATE TABLE t(id int PRIMARY KEY, a citext UNIQUE, b hstore, c ltree NOT NULL)");

        assertThat(fillBoth().gaps()).isEmpty();
        assertThat(hollow("t")).isEmpty();
    }

    @Test
    void two_runs_write_the_same() throws Exception {
        String[] schema = {
            "CREATE TABLE a(id serial PRIMARY KEY, t text, u uuid DEFAULT gen_random_uuid(), at timestamptz DEFAULT now())",
            "CREATE TABLE b(id uuid PRIMARY KEY, a_id int REFERENCES a, n numeric)"
        };
        String content = "SELECT string_agg(x::text, ',' ORDER BY x::text) FROM (SELECT a::text x FROM a"
                + " UNION ALL SELECT b::text FROM b) y";
        database.run(schema);
        fillBoth();
        try (RowsDatabase other = new RowsDatabase()) {
            other.run(schema);
            other.fill(Population.PLAIN, Population.ADVERSARIAL);

            assertThat(other.ask(content)).isEqualTo(database.ask(content));
        }
    }

    @Test
    void plain_rows_have_neither_nulls_nor_duplicates_nor_orphans() throws Exception {
        database.run(
                "CREATE TABLE team(id int PRIMARY KEY, name text)",
                "CREATE TABLE player(id int PRIMARY KEY, team_id int, nick varchar(20), score numeric(8,2), born date)");

        database.fill(Population.PLAIN);

        assertThat(count("player WHERE team_id IS NULL OR nick IS NULL OR score IS NULL OR born IS NULL"))
                .isZero();
        assertThat(count("player p WHERE NOT EXISTS (SELECT FROM team t WHERE t.id = p.team_id)"))
                .isZero();
        assertThat(database.ask("SELECT count(*) = count(DISTINCT nick) AND count(*) = count(DISTINCT born)"
                        + " AND bool_and(score = trunc(score)) FROM player"))
                .isEqualTo("t");
    }

    @Test
    void adversarial_rows_have_nulls_duplicates_and_orphans() throws Exception {
        database.run(
                "CREATE TABLE team(id int PRIMARY KEY, name text)",
                "CREATE TABLE player(id int PRIMARY KEY, team_id int, nick varchar(20), score numeric(8,2))");

        fillBoth();

        assertThat(count("player WHERE team_id IS NULL AND nick IS NULL AND score IS NULL"))
                .isPositive();
        assertThat(
                        count(
                                "player p WHERE team_id IS NOT NULL AND NOT EXISTS (SELECT FROM team t WHERE t.id = p.team_id)"))
                .isPositive();
        assertThat(count("(SELECT nick FROM player WHERE nick IS NOT NULL GROUP BY nick HAVING count(*) > 1) x"))
                .isPositive();
        assertThat(count("player WHERE score <> trunc(score)")).isPositive();
    }

    @Test
    void keys_stand_apart_from_those_of_people() throws Exception {
        database.run(
                "CREATE TABLE leaf_old(id int PRIMARY KEY, v text)",
                "CREATE TABLE leaf(id serial PRIMARY KEY, v text)");

        fillBoth();
        database.run("INSERT INTO leaf SELECT * FROM leaf_old", "INSERT INTO leaf(v) VALUES ('first')");

        assertThat(database.ask("SELECT id FROM leaf WHERE v = 'first'")).isEqualTo("1");
    }

    @Test
    void checks_are_read_tried_and_met() throws Exception {
        database.run(
                """
                CREATE TABLE t(id int PRIMARY KEY,
                  state text NOT NULL CHECK (state IN ('open', 'done')),
                  done_at timestamptz, CHECK ((state = 'done') = (done_at IS NOT NULL)),
                  code text CHECK (code ~ '^[A-Z]{2}-\\d{3,5}$'),
                  name text NOT NULL CHECK (char_length(name) BETWEEN 3 AND 8),
                  low int NOT NULL, high int NOT NULL, CHECK (low < high AND high <= 50),
                  one uuid, other uuid, CHECK (num_nonnulls(one, other) = 1),
                  kind jsonb CHECK (jsonb_typeof(kind) = 'array'),
                  twice int GENERATED ALWAYS AS (low * 2) STORED CHECK (twice > 10),
                  tags text[] NOT NULL CHECK (cardinality(tags) > 0))""");

        Filled filled = fillBoth();

        assertThat(filled.gaps()).isEmpty();
        assertThat(hollow("t")).isEmpty();
        assertThat(count("t")).isGreaterThanOrEqualTo(8);
    }

    @Test
    void references_of_several_columns_that_share_one_agree() throws Exception {
        database.run(
                "CREATE TABLE tenant(id uuid PRIMARY KEY)",
                "CREATE TABLE project(tenant_id uuid REFERENCES tenant, id int, PRIMARY KEY (tenant_id, id))",
                "CREATE TABLE person(tenant_id uuid REFERENCES tenant, id int, PRIMARY KEY (tenant_id, id))",
                """
                CREATE TABLE member(tenant_id uuid NOT NULL, project_id int NOT NULL, person_id int NOT NULL,
                  PRIMARY KEY (tenant_id, project_id, person_id),
                  FOREIGN KEY (tenant_id, project_id) REFERENCES project,
                  FOREIGN KEY (tenant_id, person_id) REFERENCES person)""");

        assertThat(fillBoth().gaps()).isEmpty();
        assertThat(count("member")).isPositive();
    }

    @Test
    void circles_of_references_are_closed() throws Exception {
        database.run(
                "CREATE TABLE a(id int PRIMARY KEY, b_id int NOT NULL)",
                "CREATE TABLE b(id int PRIMARY KEY, a_id int NOT NULL REFERENCES a)",
                "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b",
                "CREATE TABLE c(id int PRIMARY KEY, d_id int)",
                "CREATE TABLE d(id int PRIMARY KEY, c_id int NOT NULL REFERENCES c)",
                "ALTER TABLE c ADD FOREIGN KEY (d_id) REFERENCES d",
                "CREATE TABLE tree(id int PRIMARY KEY, parent_id int REFERENCES tree)",
                "CREATE TABLE self(id int PRIMARY KEY, parent_id int NOT NULL REFERENCES self)");

        assertThat(fillBoth().gaps()).isEmpty();
        for (String table : List.of("a", "b", "c", "d", "tree", "self")) {
            assertThat(hollow(table)).as(table).isEmpty();
            assertThat(count(table)).as(table).isPositive();
        }
    }

    @Test
    void partitions_identities_exclusions_and_triggers_are_respected() throws Exception {
        database.run(
                "CREATE EXTENSION btree_gist",
                "CREATE TABLE log(id bigint GENERATED ALWAYS AS IDENTITY, at date NOT NULL, note text) PARTITION BY RANGE (at)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2019-01-01') TO ('2019-02-01')",
                "CREATE TABLE spread(id int NOT NULL, v text) PARTITION BY HASH (id)",
                "CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 3, REMAINDER 0)",
                "CREATE TABLE empty(id int) PARTITION BY LIST (id)",
                "CREATE TABLE booking(id int PRIMARY KEY, room int NOT NULL, during tsrange NOT NULL,"
                        + " EXCLUDE USING gist (room WITH =, during WITH &&))",
                "CREATE TABLE strict(id int PRIMARY KEY, a int, b text)",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.a IS NULL OR NEW.a > 1000"
                        + " THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER refuse BEFORE INSERT ON strict FOR EACH ROW EXECUTE FUNCTION refuse()",
                "CREATE TABLE never(id int PRIMARY KEY)",
                "CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never here'; END $$",
                "CREATE TRIGGER never BEFORE INSERT ON never FOR EACH ROW EXECUTE FUNCTION never()");

        Filled filled = fillBoth();

        assertThat(Map.copyOf(filled.rows()).keySet())
                .contains("public.log", "public.spread", "public.booking", "public.strict");
        assertThat(filled.gaps())
                .containsExactlyInAnyOrder("public.empty: it has no partitions", "public.never: ERROR: never here");
        assertThat(count("booking")).isGreaterThan(3);
    }

    @Test
    void columns_added_later_get_values_too() throws Exception {
        database.run("CREATE TABLE team(id int PRIMARY KEY)", "CREATE TABLE t(id int PRIMARY KEY, a text)");
        RowGenerator generator = new RowGenerator(1, 12, database.origins());
        generator.fill(database.connection(), database.tables(), Population.PLAIN, Population.ADVERSARIAL);
        long rows = count("t");
        database.run("ALTER TABLE t ADD COLUMN b int UNIQUE, ADD COLUMN team_id int REFERENCES team,"
                + " ADD COLUMN state text CHECK (state IN ('x', 'y'))");

        Filled filled =
                generator.fill(database.connection(), database.tables(), Population.PLAIN, Population.ADVERSARIAL);

        assertThat(filled.rows()).isEmpty();
        assertThat(filled.completed()).containsOnlyKeys("public.t");
        assertThat(hollow("t")).isEmpty();
        assertThat(count("t")).isEqualTo(rows);
    }

    @Test
    void a_population_can_be_withdrawn_with_all_that_refers_to_it() throws Exception {
        database.run(
                "CREATE TABLE a(id int PRIMARY KEY)",
                "CREATE TABLE b(id int PRIMARY KEY, a_id int NOT NULL REFERENCES a)",
                "INSERT INTO a VALUES (1)",
                "INSERT INTO b VALUES (1, 1)");
        RowGenerator generator = new RowGenerator(1, 12, database.origins());
        generator.fill(database.connection(), database.tables(), Population.PLAIN, Population.ADVERSARIAL);

        generator.withdraw(database.connection(), List.of(), Population.ADVERSARIAL);
        long plain = count("a");
        generator.withdraw(database.connection(), List.of("public.a"), Population.PLAIN);

        assertThat(plain).isEqualTo(5);
        assertThat(database.list("SELECT id FROM a")).containsExactly("1");
        assertThat(database.list("SELECT id FROM b WHERE a_id <> 1")).isEmpty();
    }

    @Test
    void a_new_release_writes_what_it_newly_may() throws Exception {
        database.run(
                "CREATE TYPE state AS ENUM ('open')",
                "CREATE TABLE p(id int PRIMARY KEY)",
                "CREATE TABLE t(id int PRIMARY KEY, phone text NOT NULL, code varchar(4), mail text UNIQUE,"
                        + " s state, p_id int CONSTRAINT fk REFERENCES p)");
        RowGenerator generator = new RowGenerator(1, 12, database.origins());
        generator.fill(database.connection(), database.tables(), Population.PLAIN);
        CatalogSnapshot before = new CatalogReader(database.connection()).full().snapshot();
        database.run(
                "ALTER TYPE state ADD VALUE 'done'",
                "ALTER TABLE t ALTER COLUMN phone DROP NOT NULL, ALTER COLUMN code TYPE varchar(9),"
                        + " DROP CONSTRAINT t_mail_key, DROP CONSTRAINT fk");

        generator.copy().newRelease(database.connection(), before, List.of("public.t"));

        assertThat(count("t WHERE phone IS NULL")).isPositive();
        assertThat(count("t WHERE length(code) = 9")).isPositive();
        assertThat(count("t WHERE s = 'done'")).isPositive();
        assertThat(count("(SELECT mail FROM t GROUP BY mail HAVING count(*) > 1) x"))
                .isPositive();
        assertThat(count("t WHERE NOT EXISTS (SELECT FROM p WHERE p.id = t.p_id)"))
                .isPositive();
    }

    @Test
    void a_sequence_is_behind_only_rows_of_others() throws Exception {
        database.run("CREATE TABLE t(id serial PRIMARY KEY, v text)");
        RowGenerator generator = new RowGenerator(1, 12, database.origins());
        generator.fill(database.connection(), database.tables(), Population.PLAIN, Population.ADVERSARIAL);

        assertThat(SequenceLag.highest(database.connection(), "public.t", "id", 1, database.origins()))
                .isEmpty();
        database.run("INSERT INTO t(id) VALUES (7)");
        assertThat(SequenceLag.highest(database.connection(), "public.t", "id", 1, database.origins()))
                .hasValue(7);

        generator.copy().lag(database.connection(), List.of("public.t"));
        assertThat(count("t WHERE id = 1")).isEqualTo(1);
    }

    @Test
    void the_session_is_left_as_it_was() throws Exception {
        database.run(
                "CREATE TABLE t(id int PRIMARY KEY)",
                "BEGIN",
                "SET LOCAL search_path = pg_temp",
                "SET LOCAL IntervalStyle = 'iso_8601'",
                "SET LOCAL statement_timeout = '7s'");

        database.fill(Population.PLAIN);
        DataPicture.take(database.connection(), List.of("public.t"));

        assertThat(database.ask("SELECT current_setting('search_path') || current_setting('IntervalStyle')"
                        + " || current_setting('statement_timeout')"))
                .isEqualTo("pg_tempiso_86017s");
        database.run("ROLLBACK");
        assertThat(count("t")).isZero();
    }
}
