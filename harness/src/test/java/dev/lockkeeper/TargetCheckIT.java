package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetHealth;
import dev.lockkeeper.target.TargetRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live database is told apart, read and never written to. */
class TargetCheckIT {

    /** {@code -Dlockkeeper.heavy} makes the rehearsal as big as the promise: five million rows in a minute. */
    private static final boolean HEAVY = System.getProperty("lockkeeper.heavy") != null;

    private static final int ROWS = HEAVY ? 5_000_000 : 50_000;

    @TempDir
    Path folder;

    private ThrowawayServer live = RuleTrial.server("17");
    private String database = "";

    @BeforeEach
    void open() {
        database = live.createDatabase("live");
    }

    @AfterEach
    void close() {
        live.dropDatabase(database);
    }

    /** On a server of its own: whatever anybody writes on a server moves its newest transaction. */
    @Test
    void a_rehearsal_names_the_17_rows_and_the_rewrite_and_writes_nothing() throws Exception {
        ThrowawayServer shared = live;
        live.dropDatabase(database);
        try (ThrowawayServer alone = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED))) {
            live = alone;
            database = alone.createDatabase("live");
            rehearse(shared);
        } finally {
            live = shared;
        }
    }

    private void rehearse(ThrowawayServer own) throws Exception {
        write("0001_orders.up.sql", ORDERS);
        write("0002_note.up.sql", "alter table orders add column note text;\n" + ONE_WAY);
        write("0003_mail.up.sql", "alter table orders alter column mail set not null;\n" + ONE_WAY);
        write("0004_amount.up.sql", "alter table orders alter column amount type bigint;\n" + ONE_WAY);
        run(
                ORDERS,
                "insert into orders select i, case when i % " + (ROWS / 17) + " = 1 and i < " + ROWS / 17 * 17
                        + " then null else 'customer' || i || '@example.org' end, i % 1000 from generate_series(1, "
                        + ROWS + ") i",
                HISTORY,
                "insert into schema_migrations values (1, false)",
                "vacuum analyze");
        String before = ask("select pg_snapshot_xmax(pg_current_snapshot())::text || ' ' || tup_inserted || ' '"
                + " || tup_updated || ' ' || tup_deleted from pg_stat_database where datname = current_database()");

        long started = System.nanoTime();
        VerificationReport report = check(own, new Budgets(HEAVY ? 2 : 0.001, ROWS / 2));
        double seconds = (System.nanoTime() - started) / 1e9;

        String after = ask("select pg_snapshot_xmax(pg_current_snapshot())::text || ' ' || tup_inserted || ' '"
                + " || tup_updated || ' ' || tup_deleted from pg_stat_database where datname = current_database()");
        Map<String, StepReport> steps =
                report.chains().get(0).steps().stream().collect(Collectors.toMap(StepReport::version, step -> step));
        assertThat(steps.keySet()).containsExactlyInAnyOrder("0002", "0003", "0004");
        assertThat(step(steps, "0002").verdict())
                .as(String.valueOf(step(steps, "0002").findings()))
                .isEqualTo(Verdict.SAFE);
        assertThat(finding(step(steps, "0003"), "rows-refused").saw()).contains("17 rows of public.orders", "id=1");
        assertThat(finding(step(steps, "0003"), "rows-refused").evidence()).containsEntry("rows", 17L);
        assertThat(rules(step(steps, "0004"))).contains("type-change-rewrite", "lock-held-too-long");
        assertThat(rules(step(steps, "0004"))).doesNotContain("rows-refused");
        assertThat(report.verdict()).isEqualTo(Verdict.UNSAFE);
        assertThat(after).as("the newest transaction and the rows written").isEqualTo(before);
        assertThat(seconds).isLessThan(60);
        if (HEAVY) {
            Files.createDirectories(Path.of("target"));
            Files.writeString(
                    Path.of("target", "rehearsal.txt"),
                    "%d rows: checked in %.1f s%n%s%n".formatted(ROWS, seconds, report.target()));
        }
    }

    @Test
    void a_chain_that_is_wholly_there_is_safe_and_drift_is_named_with_its_sql() throws Exception {
        write("0001_orders.up.sql", ORDERS);
        run(ORDERS, HISTORY, "insert into schema_migrations values (1, false)");

        assertThat(check(live, Budgets.defaults()).verdict()).isEqualTo(Verdict.SAFE);

        run("create index by_hand on orders(amount)", "alter table orders alter column mail type varchar(80)");
        VerificationReport report = check(live, Budgets.defaults());
        assertThat(report.verdict()).isEqualTo(Verdict.UNSAFE);
        Finding drift = report.allFindings().toList().get(0);
        assertThat(drift.rule()).isEqualTo("drift-live");
        assertThat(drift.means())
                .contains("CREATE INDEX by_hand ON public.orders")
                .contains("ALTER TABLE public.orders ALTER COLUMN mail TYPE character varying(80);")
                .doesNotContainIgnoringCase("reset");
    }

    @Test
    void what_is_pending_is_also_tried_as_the_one_deploy_that_its_tool_makes_of_it() throws Exception {
        write(
                "meta/_journal.json",
                """
                {"version": "7", "dialect": "postgresql", "entries": [
                  {"idx": 0, "version": "7", "when": 1000, "tag": "0000_kind", "breakpoints": true},
                  {"idx": 1, "version": "7", "when": 2000, "tag": "0001_label", "breakpoints": true},
                  {"idx": 2, "version": "7", "when": 3000, "tag": "0002_use", "breakpoints": true}]}
                """);
        write("0000_kind.sql", "create type kind as enum ('a');\n" + ONE_WAY);
        write("0001_label.sql", "alter type kind add value 'b';\n" + ONE_WAY);
        write("0002_use.sql", "create table t(k kind default 'b');\ninsert into t values (default);\n" + ONE_WAY);
        run(
                "create type kind as enum ('a')",
                "create schema drizzle",
                "create table drizzle.__drizzle_migrations(id serial primary key, hash text not null, created_at bigint)",
                "insert into drizzle.__drizzle_migrations(hash, created_at) values ('"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256")
                                        .digest(Files.readAllBytes(folder.resolve("0000_kind.sql"))))
                        + "', 1000)");

        VerificationReport report = check(live, Budgets.defaults(), "drizzle");

        assertThat(report.chains().get(0).steps())
                .extracting(StepReport::version)
                .containsExactly("0001", "0002");
        assertThat(report.allFindings().map(Finding::rule)).contains("enum-value-added-and-used-same-tx");
    }

    @Test
    void what_cannot_be_followed_is_undecided_and_never_safe() throws Exception {
        write("0001_orders.up.sql", ORDERS);
        write(
                "0002_mail.up.sql",
                """
                do $$ begin update orders set mail = 'none' where mail is null and id > 1; end $$;
                alter table orders alter column mail set not null;
                """
                        + ONE_WAY);
        run(
                ORDERS,
                HISTORY,
                "insert into orders values (1, null, 1)",
                "insert into schema_migrations values (1, false)");

        StepReport step =
                check(live, Budgets.defaults()).chains().get(0).steps().get(0);

        assertThat(step.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(step.notObserved()).anyMatch(why -> why.contains("a DO statement changes it"));
    }

    @Test
    void the_log_of_the_server_shows_nothing_but_questions() throws Exception {
        write("0001_orders.up.sql", ORDERS);
        write("0002_mail.up.sql", "alter table orders alter column mail set not null;\n" + ONE_WAY);
        run(
                ORDERS,
                HISTORY,
                "insert into orders values (1, null, 1)",
                "insert into schema_migrations values (1, false)");
        run("alter database " + database + " set log_statement = 'all'");
        Path log = Path.of(ask("show data_directory")).resolveSibling("log");
        long from = Files.size(log);

        try (ThrowawayServer own = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED))) {
            check(own, Budgets.defaults());
        }
        try (Target target = target()) {
            TargetHealth.look(target);
        }

        String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).substring((int) from);
        List<String> statements = STATEMENT
                .matcher(said)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(statements).hasSizeGreaterThan(30).anyMatch(sql -> sql.contains("public.orders"));
        assertThat(statements)
                .allMatch(sql -> QUESTION.matcher(sql).lookingAt(), "a question, or a setting of the session itself");
    }

    private static final Pattern STATEMENT = Pattern.compile("LOG: +(?:statement|execute [^:]*): (.*(?:\\n\\t.*)*)");

    private static final Pattern QUESTION = Pattern.compile(
            "(?i)(?:--.*\\s*)*(?:select|with|show|set|begin|rollback|commit|savepoint|release|prepare|execute|deallocate)\\b");

    @Test
    void a_session_on_a_target_cannot_write() {
        run("create table t(id int)");
        try (Target target = target()) {
            for (String sql : List.of(
                    "insert into t values (1)",
                    "create table u(id int)",
                    "select nextval('pg_catalog.nothing')",
                    "truncate t",
                    "set default_transaction_read_only = off; insert into t values (1)")) {
                assertThatThrownBy(() -> target.tryAsk(session -> {
                            try (Statement statement = session.createStatement()) {
                                return statement.execute(sql);
                            }
                        }))
                        .as(sql)
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThat(ask("select count(*)::text from t")).isEqualTo("0");
    }

    @Test
    void another_server_than_the_remembered_one_is_refused_and_no_message_tells_the_password() {
        DatabaseAddress address = live.address(database);
        assertThatThrownBy(() -> Target.open(request(url(address.password())).remembering(Optional.of("1"))))
                .hasMessageContaining("another server")
                .hasMessageNotContaining(address.password());
        assertThatThrownBy(() -> Target.open(request(url("sEcReT-4711"))))
                .hasMessageContaining("28P01")
                .hasMessageNotContaining("sEcReT-4711");
        assertThat(request(url("sEcReT-4711")).toString()).doesNotContain("sEcReT-4711");
    }

    @Test
    void a_password_comes_from_the_environment_or_a_private_file() throws IOException {
        DatabaseAddress address = live.address(database);
        TargetRequest bare = request(url("").replace(":@", "@"));
        Path file = folder.resolve("password");
        Files.writeString(file, address.host() + ":*:*:" + address.user() + ":" + address.password() + "\n");
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);

        try (Target byFile = Target.open(bare.withPasswordFile(Optional.of(file)), name -> null);
                Target byEnvironment =
                        Target.open(bare, name -> name.equals("PGPASSWORD") ? address.password() : null)) {
            assertThat(byFile.identity()).isEqualTo(byEnvironment.identity());
        }
        file.toFile().setReadable(true, false);
        assertThatThrownBy(() -> Target.open(bare.withPasswordFile(Optional.of(file)), name -> null))
                .hasMessageContaining("can be read by others");
    }

    @Test
    void health_tells_invalid_indexes_and_sizes() {
        run(
                "create table t(id int)",
                "create index i on t(id)",
                "update pg_index set indisvalid = false where indexrelid = 'i'::regclass");
        try (Target target = target()) {
            TargetHealth health = TargetHealth.look(target);
            assertThat(health.invalidIndexes()).containsExactly("i");
            assertThat(health.largestTables()).containsKey("public.t");
            assertThat(health.bytes()).isPositive();
        }
    }

    private static final String ONE_WAY = "-- lockkeeper:one-way reason=\"a rehearsal\"\n";

    private static final String ORDERS = "create table orders(id bigint primary key, mail text, amount int);\n";

    private static final String HISTORY =
            "create table schema_migrations(version bigint primary key, dirty boolean not null)";

    private VerificationReport check(ThrowawayServer server, Budgets budgets) throws SQLException {
        return check(server, budgets, "golang-migrate");
    }

    private VerificationReport check(ThrowawayServer server, Budgets budgets, String format) throws SQLException {
        ChainRequest asked =
                new ChainRequest("shop", folder, format, ReadOptions.named("shop"), null, Optional.empty(), List.of());
        Verification plain = Verification.of(List.of(asked), ServerRequest.of("17"), LocalDate.of(2026, 1, 1));
        Verification request =
                new Verification(plain.chains(), plain.server(), budgets, 1, 12, Map.of(), List.of(), 1, plain.today());
        try (ReadChains chains = ReadChains.read(request.chains());
                Target target = target()) {
            return new TargetCheck(target, TargetRun.plain()).check(chains, request, server, Progress.SILENT);
        }
    }

    private static StepReport step(Map<String, StepReport> steps, String version) {
        return Objects.requireNonNull(steps.get(version), version);
    }

    private static Finding finding(StepReport step, String rule) {
        return step.findings().stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not among " + step.findings()));
    }

    private static List<String> rules(StepReport step) {
        return step.findings().stream().map(Finding::rule).toList();
    }

    private Target target() {
        return Target.open(request(url(live.address(database).password())), name -> null);
    }

    private static TargetRequest request(String url) {
        return TargetRequest.of("staging", url);
    }

    private String url(String password) {
        DatabaseAddress address = live.address(database);
        return "postgresql://" + address.user() + ":" + password + "@" + address.host() + ":" + address.port() + "/"
                + address.database();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private void run(String... statements) {
        try (Connection connection = live.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ask(String sql) {
        try (Connection connection = live.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
