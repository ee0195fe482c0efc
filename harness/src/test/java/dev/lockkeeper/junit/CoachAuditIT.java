package dev.lockkeeper.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the audit of inclusive-coach promises, proved by rows: every write leaves one, and nobody rewrites them. */
@VerifyMigrations(config = "migrations/inclusive-coach/lockkeeper.yml", claims = false)
class CoachAuditIT {

    /** A write of each kind to each audited table, children after parents and back. */
    private static final List<String> WRITES = List.of(
            "INSERT INTO coaches (id, name, email) VALUES (90, 'Ane', 'ane@example.org')",
            "INSERT INTO learners (id, coach_id, name) VALUES (90, 90, 'Leo')",
            "INSERT INTO sessions (id, learner_id, held_at, minutes) VALUES"
                    + " ('00000000-0000-0000-0000-000000000090', 90, '2025-01-01 10:00+00', 30)",
            "INSERT INTO notes (id, session_id, body) VALUES (90, '00000000-0000-0000-0000-000000000090', 'first')",
            "INSERT INTO goals (id, learner_id, title) VALUES (90, 90, 'read')",
            "UPDATE coaches SET name = 'Ane B.' WHERE id = 90",
            "UPDATE learners SET needs = '[\"sight\"]' WHERE id = 90",
            "UPDATE sessions SET minutes = 45 WHERE learner_id = 90",
            "UPDATE notes SET body = 'second' WHERE id = 90",
            "UPDATE goals SET reached_on = '2025-02-01' WHERE id = 90",
            "DELETE FROM goals WHERE id = 90",
            "DELETE FROM notes WHERE id = 90",
            "DELETE FROM sessions WHERE learner_id = 90",
            "DELETE FROM learners WHERE id = 90",
            "DELETE FROM coaches WHERE id = 90");

    @Test
    @MigratedTo
    void every_write_leaves_exactly_one_row_with_what_was_and_what_is(Rows rows) {
        for (String write : WRITES) {
            long last = last(rows);
            rows.run(write);

            List<Map<String, @Nullable Object>> left = after(rows, last);
            String verb = write.substring(0, 6);
            assertThat(left).as(write).hasSize(1);
            Map<String, @Nullable Object> one = left.get(0);
            assertThat(write).contains(" " + one.get("table_name") + " ");
            assertThat(one).containsEntry("action", verb);
            assertThat(String.valueOf(one.get("row_key"))).endsWith("90");
            assertThat(one.get("before") == null)
                    .as("what was, after %s", write)
                    .isEqualTo(verb.equals("INSERT"));
            assertThat(one.get("after") == null).as("what is, after %s", write).isEqualTo(verb.equals("DELETE"));
        }
    }

    @Test
    @MigratedTo
    void an_update_keeps_the_old_and_the_new_value_of_what_changed_and_all_the_others(Rows rows) {
        long last = last(rows);

        rows.run("UPDATE coaches SET email = 'n@example.org', active = false WHERE id = 1");

        Map<String, @Nullable Object> one = after(rows, last).get(0);
        JsonNode before = json(one.get("before"));
        JsonNode after = json(one.get("after"));
        assertThat(before.path("email").asText()).isEqualTo("nora@example.org");
        assertThat(after.path("email").asText()).isEqualTo("n@example.org");
        assertThat(before.path("active").asBoolean()).isTrue();
        assertThat(after.path("active").asBoolean()).isFalse();
        assertThat(after.path("name")).isEqualTo(before.path("name"));
        assertThat(names(before)).containsExactlyInAnyOrder("id", "name", "email", "active", "created_at");
    }

    @Test
    @MigratedTo
    void rows_that_go_with_their_parent_are_recorded_one_by_one(Rows rows) {
        long last = last(rows);

        rows.run("DELETE FROM learners WHERE id = 1");

        assertThat(after(rows, last))
                .extracting(row -> row.get("table_name") + " " + row.get("action"))
                .containsExactlyInAnyOrder("learners DELETE", "sessions DELETE", "notes DELETE", "goals DELETE");
    }

    @Test
    @MigratedTo
    void a_write_that_is_taken_back_leaves_no_trace(DataSource database, Rows rows) throws SQLException {
        long last = last(rows);

        try (Connection session = database.getConnection();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("DELETE FROM goals");
            session.rollback();
        }

        assertThat(after(rows, last)).isEmpty();
    }

    @Test
    @MigratedTo
    void it_says_who_did_it_and_nobody_else_can_be_blamed_by_accident(DataSource database, Rows rows)
            throws SQLException {
        long last = last(rows);
        try (Connection session = database.getConnection();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("SELECT set_config('coach.user', 'nora', true)");
            statement.execute("UPDATE goals SET title = 'two books'");
            session.commit();
            statement.execute("UPDATE goals SET title = 'three books'");
            session.commit();
        }

        String owner = String.valueOf(
                rows.query("SELECT session_user::text AS u").get(0).get("u"));
        assertThat(after(rows, last)).extracting(row -> row.get("done_by")).containsExactly("nora", owner);
    }

    @Test
    @MigratedTo
    void the_application_writes_through_the_triggers_and_cannot_touch_what_they_wrote(DataSource database, Rows rows)
            throws SQLException {
        long last = last(rows);
        try (Connection session = database.getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("SET ROLE coach_app");
            statement.execute("UPDATE goals SET title = 'by the application' WHERE id = 1");
            assertThat(after(rows, last))
                    .as("written although the role may not")
                    .hasSize(1);
            Stream.of(
                            "INSERT INTO audit_log (table_name, action, row_key, done_by)"
                                    + " VALUES ('goals', 'DELETE', '1', 'somebody else')",
                            "UPDATE audit_log SET done_by = 'somebody else'",
                            "DELETE FROM audit_log",
                            "TRUNCATE audit_log",
                            "ALTER TABLE goals DISABLE TRIGGER goals_audit",
                            "SET session_replication_role = replica")
                    .forEach(tampering -> assertThatThrownBy(() -> statement.execute(tampering))
                            .as(tampering)
                            .isInstanceOf(SQLException.class)
                            .extracting("SQLState")
                            .isEqualTo("42501"));
            statement.execute("RESET ROLE");
        }
        assertThat(after(rows, last)).hasSize(1);
    }

    private static long last(Rows rows) {
        return ((Number) Objects.requireNonNull(rows.query("SELECT coalesce(max(id), 0) AS n FROM audit_log")
                        .get(0)
                        .get("n")))
                .longValue();
    }

    private static List<Map<String, @Nullable Object>> after(Rows rows, long last) {
        return rows.query("SELECT * FROM audit_log WHERE id > " + last + " ORDER BY id");
    }

    private static JsonNode json(@Nullable Object value) {
        try {
            return new ObjectMapper().readTree(String.valueOf(value));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList());
    }
}
