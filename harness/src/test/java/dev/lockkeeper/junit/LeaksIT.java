package dev.lockkeeper.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;

class LeaksIT {

    @Test
    void what_a_test_leaves_open_fails_it_and_is_named() {
        Played.Results results = Played.classes(Careless.class);

        assertThat(results.get("forgets_a_transaction(DataSource)")).isNotNull().satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.message())
                    .contains("The test left open:")
                    .contains("a connection (idle in transaction), taken at")
                    .contains("LeaksIT$Careless.forgets_a_transaction(LeaksIT.java:");
        });
        assertThat(results.get("forgets_a_database(DataSource)").message()).contains("the database forgotten");
        assertThat(results.get("is_tidy(DataSource)").status()).isEqualTo(Status.SUCCESSFUL);
    }

    /** Found only when somebody names it: build tools look for classes by other names. */
    @VerifyMigrations(chain = "migrations/bookshop", claims = false)
    static class Careless {

        @Test
        void forgets_a_transaction(DataSource database) throws SQLException {
            Connection forgotten = database.getConnection();
            forgotten.setAutoCommit(false);
            try (Statement statement = forgotten.createStatement()) {
                statement.execute("select 1");
            }
        }

        @Test
        void forgets_a_database(DataSource database) throws SQLException {
            run(database, "create database forgotten");
        }

        @Test
        void is_tidy(DataSource database) throws SQLException {
            run(database, "create table one (id int)");
        }

        private static void run(DataSource database, String sql) throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
