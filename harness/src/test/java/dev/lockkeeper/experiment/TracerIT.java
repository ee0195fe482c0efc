package dev.lockkeeper.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.Notice;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracerIT {

    private ThrowawayServer server;
    private String database;
    private Connection connection;

    @BeforeEach
    void a_database_with_rows() throws SQLException {
        server = RuleTrial.server("17");
        database = server.createDatabase("tracer");
        connection = server.connect(database);
        execute("create table p (id int primary key)");
        execute("create table t (id int primary key, a int, \"Order\" text)");
        execute("create index t_a on t (a)");
        execute("insert into t select n, n from generate_series(1, 100) n");
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        server.dropDatabase(database);
    }

    @Test
    void work_inside_a_DO_block_is_seen_like_any_other() throws SQLException {
        StatementTrace trace = traced(Grouping.TRANSACTION, "do $$ begin alter table t alter a type bigint; end $$")
                .get(0);

        assertThat(trace.held()).contains(new Lock("public.t", LockMode.ACCESS_EXCLUSIVE));
        assertThat(trace.rewrote()).containsExactly("public.t");
        assertThat(trace.indexesBuilt()).contains(new IndexBuilt("public.t_a", "public.t", false));
    }

    @Test
    void the_locks_of_a_statement_that_commits_by_itself_are_seen() throws SQLException {
        List<StatementTrace> traces =
                traced(Grouping.AUTOCOMMIT, "alter table t add b int", "update t set b = 1", "select 1");

        assertThat(traces.get(0).held()).containsExactly(new Lock("public.t", LockMode.ACCESS_EXCLUSIVE));
        assertThat(traces.get(1).alreadyHeld()).isEmpty();
        assertThat(traces.get(1).touched()).containsExactly(new RowsTouched("public.t", 0, 100, 0));
        assertThat(traces.get(2).touched()).isEmpty();
        assertThat(traces).allMatch(StatementTrace::outsideTransaction);
    }

    @Test
    void locks_stay_until_the_transaction_ends() throws SQLException {
        List<StatementTrace> traces =
                traced(Grouping.TRANSACTION, "alter table t add b int", "update t set b = 1 where id < 11");

        assertThat(traces.get(1).held()).noneMatch(lock -> lock.relation().equals("public.t"));
        assertThat(traces.get(1).alreadyHeld()).contains(new Lock("public.t", LockMode.ACCESS_EXCLUSIVE));
        assertThat(traces.get(1).touched()).containsExactly(new RowsTouched("public.t", 0, 10, 0));
    }

    @Test
    void rows_written_before_the_script_are_not_the_scripts() throws SQLException {
        StatementTrace trace = traced(Grouping.SIMPLE_QUERY, "insert into t values (200)", "select 1")
                .get(0);

        assertThat(trace.touched()).containsExactly(new RowsTouched("public.t", 1, 0, 0));
    }

    @Test
    void a_table_the_script_makes_itself_has_no_locks_that_matter() throws SQLException {
        List<StatementTrace> traces = traced(
                Grouping.TRANSACTION,
                "create table fresh (id int primary key, v int)",
                "insert into fresh values (1, 1)",
                "alter table fresh alter v type bigint",
                "create index on fresh (v)");

        assertThat(traces)
                .allMatch(trace -> trace.held().isEmpty() && trace.alreadyHeld().isEmpty());
        assertThat(traces)
                .allMatch(trace ->
                        trace.rewrote().isEmpty() && trace.indexesBuilt().isEmpty());
        assertThat(traces.get(1).touched()).containsExactly(new RowsTouched("public.fresh", 1, 0, 0));
    }

    @Test
    void a_dropped_table_is_named_and_a_renamed_one_keeps_its_old_name() throws SQLException {
        List<StatementTrace> traces =
                traced(Grouping.TRANSACTION, "alter table t rename to \"T two\"", "drop table \"T two\"", "select 1");

        assertThat(traces.get(0).held()).containsExactly(new Lock("public.t", LockMode.ACCESS_EXCLUSIVE));
        assertThat(traces.get(1).held()).contains(new Lock("public.t_a", LockMode.ACCESS_EXCLUSIVE));
        assertThat(traces.get(2).alreadyHeld()).contains(new Lock("public.t", LockMode.ACCESS_EXCLUSIVE));
    }

    @Test
    void an_index_built_concurrently_is_seen_with_the_lock_the_server_is_known_to_take() throws SQLException {
        StatementTrace trace = traced(Grouping.AUTOCOMMIT, "create index concurrently later on t (a)")
                .get(0);

        assertThat(trace.held()).containsExactly(new Lock("public.t", LockMode.SHARE_UPDATE_EXCLUSIVE));
        assertThat(trace.indexesBuilt()).containsExactly(new IndexBuilt("public.later", "public.t", true));
    }

    @Test
    void the_time_a_statement_would_wait_for_a_lock_is_known() throws SQLException {
        List<StatementTrace> traces = traced(
                Grouping.TRANSACTION,
                "alter table t add b int",
                "set local lock_timeout = '1500ms'",
                "alter table t add c int",
                "set lock_timeout = '2min'",
                "alter table t add d int");

        assertThat(traces).extracting(StatementTrace::lockTimeout).containsExactly(0L, 0L, 1500L, 1500L, 120_000L);
    }

    @Test
    void the_server_names_what_it_verifies() throws SQLException {
        StatementTrace trace = traced(Grouping.TRANSACTION, "alter table t alter a set not null")
                .get(0);

        assertThat(trace.scanned()).containsExactly("public.t");
        assertThat(trace.notices()).extracting(Notice::text).containsExactly("verifying table \"t\"");
    }

    @Test
    void a_script_that_wants_quiet_has_it() throws SQLException {
        List<StatementTrace> traces = traced(
                Grouping.TRANSACTION,
                "set client_min_messages = warning",
                "do $$ begin raise notice 'hush'; raise warning 'hear'; end $$",
                "alter table t alter a set not null");

        assertThat(traces.get(1).notices()).extracting(Notice::text).containsExactly("hear");
        assertThat(traces.get(2).notices()).isEmpty();
        assertThat(traces.get(2).scanned()).containsExactly("public.t");
    }

    @Test
    void what_a_block_undid_leaves_no_lock() throws SQLException {
        StatementTrace trace = traced(
                        Grouping.TRANSACTION,
                        "do $$ begin begin alter table t add b int; raise exception 'no'; exception when others then null;"
                                + " end; end $$")
                .get(0);

        assertThat(trace.held()).isEmpty();
    }

    private List<StatementTrace> traced(Grouping grouping, String... statements) throws SQLException {
        List<Statement> list = new ArrayList<>();
        for (String sql : statements) {
            list.add(Statement.of(sql, new SourceSpan("script.sql", list.size() + 1)));
        }
        Script script = new Script(list, grouping, new SourceSpan("script.sql", 1));
        ScriptRun run =
                new ScriptRunner(connection).forReal(script, Direction.UP, Phase.UP, Tracer.install(connection));
        assertThat(run.failure()).isNull();
        return run.traces();
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
