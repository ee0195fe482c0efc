package dev.lockkeeper.gate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.gate.Refusal;
import dev.lockkeeper.gate.apply.ApplyReport.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyIT {

    @TempDir
    Path folder;

    private DeployBench bench;

    @BeforeEach
    void open() {
        bench = new DeployBench(folder, "golang-migrate");
        bench.lay(
                "0001_users.up.sql",
                "create table users (id int primary key, name text);\ninsert into users values (1, 'a');");
        bench.lay("0001_users.down.sql", "drop table users;");
        bench.lay("0002_age.up.sql", "alter table users add age int;");
        bench.lay("0002_age.down.sql", "alter table users drop age;");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everything_pending_runs_and_the_tools_own_table_says_so() {
        ApplyReport report = Apply.up(bench.request());

        assertThat(report.state()).isEqualTo(State.APPLIED);
        assertThat(bench.live().ask("select version || ' ' || dirty from schema_migrations"))
                .containsExactly("2 false");
        assertThat(Apply.up(bench.request()).state()).isEqualTo(State.NOTHING);
    }

    @Test
    void a_step_that_fails_takes_back_those_before_it_when_their_ways_back_lose_nothing() {
        layTheOneThatFails();

        ApplyReport report = Apply.up(bench.request());

        assertThat(report.state()).isEqualTo(State.WENT_BACK);
        assertThat(report.steps())
                .extracting(end -> end.step().version() + " " + end.direction() + " " + end.how())
                .containsExactly("0003 UP DONE", "0004 UP REFUSED", "0003 DOWN DONE");
        assertThat(report.steps().get(1).said()).contains("0004_unique.up.sql:1", "23505");
        assertThat(version()).containsExactly("2 false");
        assertThat(columns()).containsExactly("id", "name", "age");
    }

    @Test
    void where_a_way_back_may_lose_something_the_steps_before_stay() {
        layTheOneThatFails();

        ApplyReport report = Apply.up(bench.request((chain, step) -> false));

        assertThat(report.state()).isEqualTo(State.STOPPED);
        assertThat(version()).containsExactly("3 false");
        assertThat(columns()).containsExactly("id", "name", "age", "nick");
    }

    @Test
    void a_lock_that_is_held_is_waited_for_in_short_attempts() throws Exception {
        Apply.up(bench.request());
        bench.lay("0003_nick.up.sql", "alter table users add nick text;");
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("begin");
            statement.execute("lock table users in access share mode");
            ApplyReport report = Apply.up(bench.request().telling(line -> {
                if (line.contains("trying again")) {
                    release(other);
                }
            }));

            assertThat(report.state()).isEqualTo(State.APPLIED);
            assertThat(report.steps().get(0).attempts()).isGreaterThan(1);
        }
    }

    @Test
    void a_second_run_beside_the_first_is_refused() throws Exception {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + 0x6c6f636b6b656570L + ")");

            ApplyReport report = Apply.up(bench.request());

            assertThat(report.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.LOCKED);
            assertThat(bench.live().ask("select to_regclass('users')::text")).containsExactly("null");
        }
    }

    @Test
    void a_step_that_is_no_single_transaction_goes_on_where_it_stopped() {
        Apply.up(bench.request());
        bench.live().run("insert into users values (2, 'a')");
        bench.lay("0003_index.up.sql", "create unique index concurrently users_name on users (name);");

        ApplyReport broken = Apply.up(bench.request());

        assertThat(broken.state()).isEqualTo(State.STOPPED);
        assertThat(bench.live().ask("select count(*) from pg_index where not indisvalid"))
                .containsExactly("0");
        assertThat(version()).containsExactly("2 false");

        bench.live().run("delete from users where id = 2");
        assertThat(Apply.up(bench.request()).state()).isEqualTo(State.APPLIED);
        assertThat(version()).containsExactly("3 false");
        assertThat(bench.live().ask("select count(*) from pg_namespace where nspname = 'lockkeeper_deploy'"))
                .containsExactly("0");
    }

    @Test
    void steps_are_taken_back_and_the_history_with_them() {
        Apply.up(bench.request());

        ApplyReport report =
                Apply.down(bench.request(), history -> List.of(history.ran().get(1)));

        assertThat(report.state()).isEqualTo(State.APPLIED);
        assertThat(version()).containsExactly("1 false");
        assertThat(columns()).containsExactly("id", "name");
    }

    @Test
    void a_way_back_that_may_lose_something_is_refused() {
        Apply.up(bench.request());

        ApplyReport report = Apply.down(
                bench.request((chain, step) -> false),
                history -> List.of(history.ran().get(1)));

        assertThat(report.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.ROWS_LOST);
        assertThat(version()).containsExactly("2 false");
    }

    private void layTheOneThatFails() {
        Apply.up(bench.request());
        bench.live().run("insert into users values (2, 'a')");
        bench.lay("0003_nick.up.sql", "alter table users add nick text;");
        bench.lay("0003_nick.down.sql", "alter table users drop nick;");
        bench.lay("0004_unique.up.sql", "create unique index users_name on users (name);");
        bench.lay("0004_unique.down.sql", "drop index users_name;");
    }

    private static void release(Connection other) {
        try {
            other.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> version() {
        return bench.live().ask("select version || ' ' || dirty from schema_migrations");
    }

    private List<String> columns() {
        return bench.live()
                .ask("select attname from pg_attribute where attrelid = 'users'::regclass and attnum > 0"
                        + " and not attisdropped order by attnum");
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(
                bench.live().address().jdbcUrl(),
                bench.live().address().user(),
                bench.live().address().password());
    }
}
