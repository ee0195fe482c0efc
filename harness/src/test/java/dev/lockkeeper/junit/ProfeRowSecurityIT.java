package dev.lockkeeper.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Row security as the services meet it: accounts 1 and 2 belong to one school, account 3 to another, and every query runs
 * as the role the services log in as.
 */
@VerifyMigrations(config = "migrations/profe/lockkeeper.yml", claims = false)
class ProfeRowSecurityIT {

    private static final String SERVICES = "profe_app";

    @Test
    @MigratedTo(chain = "plans")
    void the_role_of_the_services_gets_round_nothing(MigratedDatabase db, Rows rows) {
        assertThat(rows.query("select rolsuper, rolbypassrls from pg_roles where rolname = 'profe_app'"))
                .containsExactly(Map.of("rolsuper", false, "rolbypassrls", false));
        assertThat(rows.query("select relname from pg_class where relowner = 'profe_app'::regrole"))
                .isEmpty();
        assertThat(rows.count("organizations.organizations")).isEqualTo(2);
        assertThat(seen(db, null, "select name from organizations.organizations"))
                .isEmpty();
    }

    @ParameterizedTest
    @MigratedTo(chain = "organizations")
    @CsvSource({"1, Colegio Norte", "2, Colegio Norte", "3, Instituto Sur"})
    void a_tenant_sees_its_own_organization_alone(String account, String name, MigratedDatabase db) {
        assertThat(seen(db, account, "select name from organizations.organizations"))
                .containsExactly(name);
        assertThat(seen(db, account, "select account_id from organizations.memberships"))
                .containsExactly(account);
    }

    @Test
    @MigratedTo(chain = "organizations")
    void a_billing_address_stays_within_its_organization(MigratedDatabase db) {
        assertThat(seen(db, "2", "select city from organizations.billing_addresses"))
                .containsExactly("Madrid");
        assertThat(seen(db, "3", "select city from organizations.billing_addresses"))
                .isEmpty();
    }

    @Test
    @MigratedTo(chain = "plans")
    void invoices_are_seen_by_members(MigratedDatabase db) {
        assertThat(seen(db, "1", "select number from plans.invoices")).containsExactly("900");
        assertThat(seen(db, "3", "select number from plans.invoices")).isEmpty();
        assertThat(seen(db, null, "select number from plans.invoices")).isEmpty();
    }

    @Test
    @MigratedTo(chain = "auth")
    void a_session_is_seen_and_made_by_its_account_alone(MigratedDatabase db) {
        assertThat(seen(db, "1", "select account_id from auth.sessions")).containsExactly("1");
        assertThat(seen(db, null, "select account_id from auth.sessions")).isEmpty();
        assertThatThrownBy(
                        () -> seen(
                                db,
                                "1",
                                "insert into auth.sessions (account_id, expires_at) values (2, now() + interval '1 h') returning 1"))
                .hasMessageContaining("violates row-level security policy for table \"sessions\"");
    }

    @Test
    @MigratedTo(chain = "chat")
    void a_conversation_is_read_and_written_by_who_takes_part(MigratedDatabase db) {
        assertThat(seen(db, "1", "select id from chat.messages order by id")).containsExactly("1", "2");
        assertThat(seen(db, "3", "select id from chat.messages")).isEmpty();
        assertThatThrownBy(
                        () -> seen(
                                db,
                                "3",
                                "insert into chat.messages (conversation_id, author_id, body) values (1, 3, 'Hello') returning 1"))
                .hasMessageContaining("violates row-level security policy for table \"messages\"");
    }

    @Test
    @MigratedTo(chain = "files")
    void a_file_is_seen_by_its_owner_and_whom_it_is_shared_with(MigratedDatabase db) {
        assertThat(seen(db, "1", "select name from files.files")).containsExactly("fractions.pdf");
        assertThat(seen(db, "2", "select name from files.files")).containsExactly("fractions.pdf");
        assertThat(seen(db, "3", "select name from files.files")).isEmpty();
        assertThatThrownBy(
                        () -> seen(
                                db,
                                "2",
                                "insert into files.files (owner_id, name, media_type, bytes, sha256)"
                                        + " values (1, 'not-mine.pdf', 'application/pdf', 1, decode(repeat('00', 32), 'hex')) returning 1"))
                .hasMessageContaining("violates row-level security policy for table \"files\"");
    }

    @Test
    @MigratedTo(chain = "academic")
    void grades_are_seen_by_the_student_alone(MigratedDatabase db) {
        assertThat(seen(db, "2", "select points from academic.grades")).containsExactly("8.75");
        assertThat(seen(db, "1", "select points from academic.grades")).isEmpty();
    }

    /** What the services see in the name of an account; in nobody's where it is null. */
    private static List<String> seen(MigratedDatabase db, @Nullable String account, String sql) {
        try (Connection services = db.dataSource(SERVICES).getConnection();
                Statement statement = services.createStatement()) {
            if (account != null) {
                statement.execute("set profe.account = '" + account + "'");
            }
            List<String> seen = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery(sql)) {
                while (answer.next()) {
                    seen.add(answer.getString(1));
                }
            }
            return seen;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }
}
