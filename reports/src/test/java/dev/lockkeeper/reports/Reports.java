package dev.lockkeeper.reports;

import static dev.lockkeeper.reports.StepBuilder.alone;
import static dev.lockkeeper.reports.StepBuilder.built;
import static dev.lockkeeper.reports.StepBuilder.column;
import static dev.lockkeeper.reports.StepBuilder.foreignKey;
import static dev.lockkeeper.reports.StepBuilder.index;
import static dev.lockkeeper.reports.StepBuilder.locked;
import static dev.lockkeeper.reports.StepBuilder.noticed;
import static dev.lockkeeper.reports.StepBuilder.object;
import static dev.lockkeeper.reports.StepBuilder.primaryKey;
import static dev.lockkeeper.reports.StepBuilder.rewrote;
import static dev.lockkeeper.reports.StepBuilder.sample;
import static dev.lockkeeper.reports.StepBuilder.scanned;
import static dev.lockkeeper.reports.StepBuilder.step;
import static dev.lockkeeper.reports.StepBuilder.table;
import static dev.lockkeeper.reports.StepBuilder.took;
import static dev.lockkeeper.reports.StepBuilder.touched;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The five reports every writer must be able to write, and one as big as the biggest real chain. */
public final class Reports {

    private static final ServerInfo SERVER =
            new ServerInfo("17.6", "embedded", "version 17 by lockkeeper.yml; no container runtime answered");

    private Reports() {}

    /** The five by name, in the order of the golden files. */
    public static Map<String, VerificationReport> five() {
        Map<String, VerificationReport> five = new LinkedHashMap<>();
        five.put("safe", safe());
        five.put("unsafe", unsafe());
        five.put("undecided", undecided());
        five.put("empty", empty());
        five.put("hostile", hostile());
        return five;
    }

    public static VerificationReport safe() {
        return report(
                1480,
                chain(
                        "auth",
                        "flyway",
                        "migrations/auth",
                        new RowCoverage(2, 2, 9, 9, List.of()),
                        createsUsers().ways("missing", "skipped").build(),
                        step("2", "add phone", "V2__add_phone.sql")
                                .ways("missing", "skipped")
                                .up(1, "SET lock_timeout = '2s'")
                                .up(
                                        2,
                                        "ALTER TABLE auth.users ADD COLUMN phone text",
                                        locked("auth.users", LockMode.ACCESS_EXCLUSIVE))
                                .adds(column("auth.users", 5, "phone", "text"))
                                .rehearsed(behindAReader("V2__add_phone.sql", 2, "auth.users", 2_000, null))
                                .build(),
                        step("3", "index orders by user", "V3__index_orders.sql")
                                .ways("missing", "skipped")
                                .millis(14)
                                .up(
                                        1,
                                        "CREATE INDEX CONCURRENTLY orders_user_id_idx ON auth.orders (user_id)",
                                        alone(),
                                        took(12),
                                        locked("auth.orders", LockMode.SHARE_UPDATE_EXCLUSIVE),
                                        scanned("auth.orders"),
                                        built("auth.orders_user_id_idx", "auth.orders", true))
                                .adds(index(
                                        "auth.orders",
                                        "auth.orders_user_id_idx",
                                        "CREATE INDEX orders_user_id_idx ON auth.orders USING btree (user_id)",
                                        false))
                                .finds(note(
                                        "fk-without-index",
                                        Category.INTEGRITY_LOSS,
                                        "V3__index_orders.sql",
                                        1,
                                        "auth.orders.orders_user_id_fkey",
                                        "The foreign key orders_user_id_fkey had no index until this step.",
                                        "Deleting a user read all of auth.orders.",
                                        "Nothing; this step adds the index."))
                                .build()));
    }

    /** An instant change that waited for a reader, with everybody behind it. */
    private static Rehearsed behindAReader(
            String file, int line, String table, long lockTimeout, @Nullable Bounded bounded) {
        SourceSpan at = new SourceSpan(file, line);
        String statement = "ALTER TABLE " + table;
        return new Rehearsed(
                List.of(table),
                List.of(),
                List.of(new Waited(at, statement, lockTimeout, 1001)),
                List.of(
                        new Blocked(table, false, at, statement, true, false, 1003),
                        new Blocked(table, true, at, statement, true, false, 1002)),
                null,
                bounded);
    }

    private static Failure gaveUp(String file, int line, String statement) {
        return new Failure(
                new SourceSpan(file, line),
                statement,
                "55P03",
                "canceling statement due to lock timeout",
                null,
                null,
                Map.of());
    }

    public static VerificationReport unsafe() {
        ChainReport shop = chain(
                "shop",
                "golang-migrate",
                "services/shop/migrations",
                new RowCoverage(4, 3, 31, 27, List.of("shop.audit_2024: no partition takes a row of today")),
                createsShop(),
                addsPhone(),
                makesEmailUnique(),
                dropsNick(),
                widensTotal(),
                revertsNothing(),
                enumLabel(),
                indexesInTransaction(),
                suppressedDrop());
        ChainReport billing = chain(
                "billing",
                "flyway",
                "services/billing/db",
                new RowCoverage(1, 1, 3, 3, List.of()),
                step("1", "invoices", "V1__invoices.sql")
                        .ways("missing", "skipped")
                        .up(
                                1,
                                "CREATE TABLE billing.invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric(12,2) NOT NULL, due date)")
                        .adds(
                                table("billing.invoices"),
                                column("billing.invoices", 1, "id", "bigint", "NOT NULL"),
                                column("billing.invoices", 2, "total", "numeric(12,2)", "NOT NULL"),
                                column("billing.invoices", 3, "due", "date"),
                                primaryKey("billing.invoices", "invoices_pkey", "id"))
                        .build());
        return report(5230, shop, billing);
    }

    public static VerificationReport undecided() {
        StepReport program = step("20240301120000", "backfill totals", "20240301120000_backfill_totals.go")
                .ways("skipped", "skipped")
                .notObserved("up: this step is a Go program; set chains[].binary so that it can be run")
                .build();
        ChainReport chain = chain(
                "ledger",
                "goose",
                "db/migrations",
                new RowCoverage(2, 1, 6, 3, List.of("ledger.entries: filled by the program of step 20240301120000")),
                step("20240101090000", "entries", "20240101090000_entries.sql")
                        .up(2, "CREATE TABLE ledger.entries (id bigint PRIMARY KEY, cents bigint)")
                        .down(6, "DROP TABLE ledger.entries", locked("ledger.entries", LockMode.ACCESS_EXCLUSIVE))
                        .adds(
                                table("ledger.entries"),
                                column("ledger.entries", 1, "id", "bigint", "NOT NULL"),
                                column("ledger.entries", 2, "cents", "bigint"),
                                primaryKey("ledger.entries", "entries_pkey", "id"))
                        .build(),
                program);
        Finding ignored = warning(
                "file-not-recognised",
                Category.HISTORY,
                "2024_totals.sql",
                1,
                null,
                "goose passes over 2024_totals.sql: its name has no version of digits before an underscore.",
                "What it does never reaches a database.",
                "Rename it to 20240302090000_totals.sql, or delete it.");
        return report(
                640,
                new ChainReport(
                        chain.name(),
                        chain.format(),
                        chain.path(),
                        chain.digest(),
                        Verdict.UNDECIDED,
                        "20240301120000",
                        chain.rows(),
                        chain.steps(),
                        List.of(ignored)));
    }

    public static VerificationReport empty() {
        return new VerificationReport("0.1.0", Verdict.SAFE, SERVER, 1, 0, List.of());
    }

    /** Names, values and messages that would be markup, commands, escapes or mentions anywhere else. */
    public static VerificationReport hostile() {
        String evil = "\"<script>alert('x')</script>\"";
        String table = "public." + evil;
        String file = "V1__a&b<img src=x onerror=alert(1)>.sql";
        String words =
                "Row ]]> --> </script> \u001b[31mred\u001b[0m \u202Eright\u202C ::error::x%0A | `tick` **bold** @everyone #1 $(rm) {{x}} \u0007";
        Finding loss = finding(
                Severity.ERROR,
                "drop-column",
                Category.DATA_LOSS,
                file,
                2,
                table + ".\"a\nb\"",
                "3 values of " + table + ".\"a\nb\" are gone: " + words,
                "[click](javascript:alert(1)) https://example.org/?q=<b>&amp; www.example.org",
                "::set-output name=x::y\n\r\n::warning file=z::</textarea><svg onload=alert(1)>",
                Map.of(
                        "</script><script>alert(2)</script>",
                        "<!-- " + words,
                        "rows",
                        3,
                        "nested",
                        Map.of("a", List.of(1, true, "\u0000nul"), "ratio", 0.5)));
        Finding missing = warning(
                "file-not-recognised",
                Category.HISTORY,
                "ümläut 文件 \u2028.sql",
                1,
                "<!-- lockkeeper -->",
                "&lt;b&gt;",
                "\\ \t '; DROP TABLE users; --",
                "=cmd|' /C calc'!A0");
        ChainReport chain = chain(
                "<b>chain</b>",
                "flyway",
                "migrations/<path>/a b",
                RowCoverage.none(),
                step("1\"><x", "</title><script>alert(3)</script>", file)
                        .ways("differs", "failed")
                        .up(
                                1,
                                "-- </script>\nSELECT '<!--' || E'\\x1b[31m', $$ ]]> $$, '" + words + "'",
                                noticed("01000", words))
                        .up(
                                2,
                                "ALTER TABLE " + table + " DROP COLUMN \"a\nb\"",
                                locked(table, LockMode.ACCESS_EXCLUSIVE),
                                rewrote(table),
                                took(7))
                        .removes(column(table, 1, "\"a\nb\"", "\"<i>type\"", "DEFAULT '</script>'"))
                        .changes(
                                object(ObjectKind.VIEW, "public.\"<u>v\"", null, "SELECT '<a href=\"x\">'"),
                                object(ObjectKind.VIEW, "public.\"<u>v\"", null, "SELECT '</a>' || '" + words + "'"))
                        .effect(
                                table,
                                "\"a\nb\"",
                                Effect.LOST,
                                Direction.UP,
                                3,
                                sample("<id>=1", words, null),
                                sample("2", "", "\uD83D\uDC7B"))
                        .finds(loss)
                        .notObserved("<marquee>" + words)
                        .build());
        return report(
                1,
                new ChainReport(
                        chain.name(),
                        chain.format(),
                        chain.path(),
                        chain.digest(),
                        Verdict.UNSAFE,
                        "1\"><x",
                        new RowCoverage(1, 0, 1, 0, List.of("<gap> " + words)),
                        chain.steps(),
                        List.of(missing)));
    }

    /** As big as the biggest real chain: each step of the unsafe one again and again under another version. */
    public static VerificationReport big(int steps) {
        List<StepReport> models = unsafe().chains().get(0).steps();
        List<StepReport> many = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            StepReport model = models.get(
                    i == 0
                            ? 0
                            : i % 41 == 7 ? 3 : i % 29 == 5 ? 2 : i % 7 == 3 ? 4 : i % 5 == 1 ? 5 : i % 3 == 0 ? 6 : 1);
            many.add(new StepReport(
                    "%06d".formatted(i + 1),
                    model.description(),
                    "%06d_%s.up.sql".formatted(i + 1, model.description().replace(' ', '_')),
                    model.verdict(),
                    model.upOutcome(),
                    model.sqlState(),
                    model.millis() + i % 17,
                    i % 4 == 1 ? "missing" : model.downOutcome(),
                    i % 4 == 1 ? "skipped" : model.reupOutcome(),
                    model.statements(),
                    model.data(),
                    model.change(),
                    model.findings(),
                    model.notObserved()));
        }
        ChainReport chain = chain(
                "shop",
                "golang-migrate",
                "services/shop/migrations",
                new RowCoverage(61, 58, 540, 512, List.of()),
                many.toArray(new StepReport[0]));
        return report(61_234, chain);
    }

    // ---- the steps of the unsafe chain

    private static StepReport createsShop() {
        return createsUsers("shop", "0001", "create users and orders", "0001_create_users_and_orders.up.sql")
                .down(1, "DROP TABLE shop.orders", locked("shop.orders", LockMode.ACCESS_EXCLUSIVE))
                .down(2, "DROP TABLE shop.users", locked("shop.users", LockMode.ACCESS_EXCLUSIVE))
                .build();
    }

    private static StepBuilder createsUsers() {
        return createsUsers("auth", "1", "users and orders", "V1__users_and_orders.sql");
    }

    private static StepBuilder createsUsers(String schema, String version, String description, String file) {
        String users = schema + ".users";
        String orders = schema + ".orders";
        return step(version, description, file)
                .millis(9)
                .up(
                        1,
                        "CREATE TABLE " + users
                                + " (\n  id bigint PRIMARY KEY,\n  email text,\n  nick text,\n  created_at timestamptz NOT NULL DEFAULT now()\n)",
                        took(5))
                .up(
                        8,
                        "CREATE TABLE " + orders + " (\n  id bigint PRIMARY KEY,\n  user_id bigint NOT NULL REFERENCES "
                                + users + ",\n  total integer NOT NULL\n)",
                        took(3))
                .up(13, "CREATE INDEX users_nick_idx ON " + users + " (nick)")
                .adds(
                        table(users),
                        table(orders),
                        column(users, 1, "id", "bigint", "NOT NULL"),
                        column(users, 2, "email", "text"),
                        column(users, 3, "nick", "text"),
                        column(users, 4, "created_at", "timestamp with time zone", "DEFAULT now()", "NOT NULL"),
                        column(orders, 1, "id", "bigint", "NOT NULL"),
                        column(orders, 2, "user_id", "bigint", "NOT NULL"),
                        column(orders, 3, "total", "integer", "NOT NULL"),
                        primaryKey(users, "users_pkey", "id"),
                        primaryKey(orders, "orders_pkey", "id"),
                        foreignKey(orders, "orders_user_id_fkey", "user_id", users, "id"),
                        index(
                                users,
                                schema + ".users_nick_idx",
                                "CREATE INDEX users_nick_idx ON " + users + " USING btree (nick)",
                                false));
    }

    private static StepReport addsPhone() {
        return step("0002", "add phone", "0002_add_phone.up.sql")
                .up(1, "ALTER TABLE shop.users ADD COLUMN phone text", locked("shop.users", LockMode.ACCESS_EXCLUSIVE))
                .down(1, "ALTER TABLE shop.users DROP COLUMN phone", locked("shop.users", LockMode.ACCESS_EXCLUSIVE))
                .adds(column("shop.users", 5, "phone", "text"))
                .finds(note(
                        "missing-lock-timeout",
                        Category.LOCK,
                        "0002_add_phone.up.sql",
                        1,
                        "shop.users",
                        "ALTER TABLE waits for shop.users without a lock_timeout.",
                        "While it waits, every read and every write of shop.users queues behind it.",
                        "Begin the file with: SET lock_timeout = '2s';"))
                .build();
    }

    private static StepReport makesEmailUnique() {
        return step("0003", "email unique", "0003_email_unique.up.sql")
                .upFailed("23505")
                .up(1, "SET lock_timeout = '2s'")
                .up(
                        4,
                        "ALTER TABLE shop.users\n  ADD CONSTRAINT users_email_key UNIQUE (email)",
                        took(4),
                        locked("shop.users", LockMode.ACCESS_EXCLUSIVE),
                        scanned("shop.users"))
                .finds(finding(
                        Severity.ERROR,
                        "add-unique-on-existing",
                        Category.APPLY_FAILURE,
                        "0003_email_unique.up.sql",
                        4,
                        "shop.users.email",
                        "PostgreSQL refused the unique constraint users_email_key: 2 rows of shop.users share the email 'ann@example.org'.",
                        "The deploy stops here and the release that needs this step does not start.",
                        "Merge the duplicates in an earlier step; find them on the live database with: SELECT email, count(*) FROM shop.users GROUP BY email HAVING count(*) > 1;",
                        Map.of(
                                "sqlState",
                                "23505",
                                "constraint",
                                "users_email_key",
                                "rows",
                                2,
                                "preflight",
                                "SELECT email, count(*) FROM shop.users GROUP BY email HAVING count(*) > 1",
                                "message",
                                "could not create unique index \"users_email_key\"",
                                "detail",
                                "Key (email)=(ann@example.org) is duplicated.")))
                .build();
    }

    private static StepReport dropsNick() {
        String file = "0004_drop_nick.up.sql";
        return step("0004", "drop nick", file)
                .ways("differs", "same")
                .up(1, "ALTER TABLE shop.users DROP COLUMN nick", locked("shop.users", LockMode.ACCESS_EXCLUSIVE))
                .down(1, "ALTER TABLE shop.users ADD COLUMN nick text", locked("shop.users", LockMode.ACCESS_EXCLUSIVE))
                .removes(
                        column("shop.users", 3, "nick", "text"),
                        index(
                                "shop.users",
                                "shop.users_nick_idx",
                                "CREATE INDEX users_nick_idx ON shop.users USING btree (nick)",
                                false))
                .reorders("shop.users")
                .effect(
                        "shop.users",
                        "nick",
                        Effect.LOST,
                        Direction.UP,
                        3,
                        sample("id=1", "ann", null),
                        sample("id=2", "bob", null),
                        sample("id=7", "Zoë", null))
                .finds(
                        finding(
                                Severity.ERROR,
                                "drop-column",
                                Category.DATA_LOSS,
                                file,
                                1,
                                "shop.users.nick",
                                "3 values of shop.users.nick are gone.",
                                "Nothing can bring them back but a backup, and the release that still reads nick fails at once.",
                                "Stop reading nick in one release, copy what matters, and drop it in the next one.",
                                Map.of("values", 3, "samples", List.of("ann", "bob", "Zoë"))),
                        finding(
                                Severity.ERROR,
                                "down-leaves-trace",
                                Category.ROUNDTRIP,
                                "0004_drop_nick.down.sql",
                                1,
                                "shop.users_nick_idx",
                                "After the down the index shop.users_nick_idx is missing.",
                                "A rollback leaves the old release without its index: every look-up by nick reads the whole table.",
                                "Add to the down: CREATE INDEX users_nick_idx ON shop.users (nick);",
                                Map.of("missing", "CREATE INDEX users_nick_idx ON shop.users USING btree (nick)")))
                .rehearsed(behindAReader(
                        "0004_drop_nick.up.sql",
                        1,
                        "shop.users",
                        0,
                        new Bounded(
                                gaveUp("0004_drop_nick.up.sql", 1, "ALTER TABLE shop.users DROP COLUMN nick"),
                                CatalogDiff.none())))
                .build();
    }

    private static StepReport widensTotal() {
        String file = "0005_total_bigint.up.sql";
        return step("0005", "total bigint", file)
                .millis(38)
                .up(1, "SET lock_timeout = '2s'")
                .up(
                        2,
                        "ALTER TABLE shop.orders ALTER COLUMN total TYPE bigint",
                        took(31),
                        locked("shop.orders", LockMode.ACCESS_EXCLUSIVE),
                        rewrote("shop.orders"),
                        scanned("shop.orders"))
                .up(3, "UPDATE shop.orders SET total = total * 100", took(5), touched("shop.orders", 0, 12, 0))
                .up(
                        4,
                        "ALTER TABLE shop.users ALTER COLUMN phone SET NOT NULL",
                        locked("shop.users", LockMode.ACCESS_EXCLUSIVE),
                        scanned("shop.users"))
                .down(
                        1,
                        "ALTER TABLE shop.users ALTER COLUMN phone DROP NOT NULL",
                        locked("shop.users", LockMode.ACCESS_EXCLUSIVE))
                .down(2, "UPDATE shop.orders SET total = total / 100", touched("shop.orders", 0, 12, 0))
                .down(
                        3,
                        "ALTER TABLE shop.orders ALTER COLUMN total TYPE integer",
                        locked("shop.orders", LockMode.ACCESS_EXCLUSIVE),
                        rewrote("shop.orders"))
                .changes(
                        column("shop.orders", 3, "total", "integer", "NOT NULL"),
                        column("shop.orders", 3, "total", "bigint", "NOT NULL"))
                .changes(column("shop.users", 4, "phone", "text"), column("shop.users", 4, "phone", "text", "NOT NULL"))
                .effect(
                        "shop.orders",
                        "total",
                        Effect.ALTERED,
                        Direction.UP,
                        12,
                        sample("id=1", "1999", "199900"),
                        sample("id=2", "0", "0"),
                        sample("id=3", "-1", "-100"))
                .finds(
                        finding(
                                Severity.WARNING,
                                "type-change-rewrite",
                                Category.REWRITE,
                                file,
                                2,
                                "shop.orders",
                                "All rows of shop.orders were rewritten under ACCESS EXCLUSIVE.",
                                "Every read and every write of shop.orders waits until it ends.",
                                "Add a new column, copy in batches, then swap the names.",
                                Map.of("table", "shop.orders", "rowsOnStage", 12, "lock", "ACCESS EXCLUSIVE")),
                        finding(
                                Severity.WARNING,
                                "statements-after-exclusive-lock",
                                Category.LOCK,
                                file,
                                3,
                                "shop.orders",
                                "An UPDATE runs while ACCESS EXCLUSIVE on shop.orders is held.",
                                "Readers of shop.orders wait for the whole UPDATE, not for the moment the ALTER needs.",
                                "Put the UPDATE into a step of its own.",
                                Map.of()),
                        finding(
                                Severity.WARNING,
                                "tighten-null",
                                Category.COMPAT,
                                file,
                                4,
                                "shop.users.phone",
                                "The release before inserts users without a phone; that INSERT now fails with 23502.",
                                "While both releases run, sign-ups through the old one fail.",
                                "Give phone a default first, or fill it in the application before this step.",
                                Map.of(
                                        "statement",
                                        "INSERT INTO shop.users (id, email) VALUES ($1, $2)",
                                        "sqlState",
                                        "23502")))
                .build();
    }

    private static StepReport revertsNothing() {
        String file = "0006_nick_history.up.sql";
        return step("0006", "nick history", file)
                .ways("differs", "failed")
                .up(
                        1,
                        "CREATE TABLE shop.nick_history (user_id bigint REFERENCES shop.users, nick text, until timestamptz)",
                        locked("shop.users", LockMode.SHARE_ROW_EXCLUSIVE))
                .adds(
                        table("shop.nick_history"),
                        column("shop.nick_history", 1, "user_id", "bigint"),
                        column("shop.nick_history", 2, "nick", "text"),
                        column("shop.nick_history", 3, "until", "timestamp with time zone"),
                        foreignKey("shop.nick_history", "nick_history_user_id_fkey", "user_id", "shop.users", "id"))
                .finds(
                        finding(
                                Severity.ERROR,
                                "down-leaves-trace",
                                Category.ROUNDTRIP,
                                "0006_nick_history.down.sql",
                                1,
                                "shop.nick_history",
                                "The down is empty, so the table shop.nick_history stays.",
                                "After a rollback the next deploy fails: the table exists already.",
                                "Write into the down: DROP TABLE shop.nick_history;",
                                Map.of("left", List.of("table shop.nick_history"))),
                        note(
                                "table-without-pk",
                                Category.DESIGN,
                                file,
                                1,
                                "shop.nick_history",
                                "shop.nick_history has no primary key.",
                                "Logical replication cannot update it.",
                                "Add one."))
                .build();
    }

    private static StepReport enumLabel() {
        return step("0007", "comment only", "0007_comment_only.up.sql")
                .millis(0)
                .build();
    }

    private static StepReport indexesInTransaction() {
        String file = "0008_index_email.up.sql";
        return step("0008", "index email", file)
                .ways("missing", "skipped")
                .millis(6)
                .up(
                        1,
                        "CREATE INDEX users_email_idx ON shop.users (email)",
                        took(4),
                        locked("shop.users", LockMode.SHARE),
                        scanned("shop.users"),
                        built("shop.users_email_idx", "shop.users", false))
                .adds(index(
                        "shop.users",
                        "shop.users_email_idx",
                        "CREATE INDEX users_email_idx ON shop.users USING btree (email)",
                        false))
                .finds(
                        finding(
                                Severity.WARNING,
                                "create-index-blocking",
                                Category.LOCK,
                                file,
                                1,
                                "shop.users",
                                "The index shop.users_email_idx was built under SHARE on shop.users.",
                                "Every write of shop.users waits until the index is built.",
                                "CREATE INDEX CONCURRENTLY users_email_idx ON shop.users (email); in a file of its own, outside a transaction.",
                                Map.of("lock", "SHARE")),
                        finding(
                                Severity.WARNING,
                                "down-missing",
                                Category.ROUNDTRIP,
                                file,
                                1,
                                null,
                                "0008_index_email has no down.",
                                "A rollback of this release stops here.",
                                "Add 0008_index_email.down.sql, or say why there is none: -- lockkeeper:one-way reason=\"…\"",
                                Map.of()))
                .build();
    }

    private static StepReport suppressedDrop() {
        String file = "0009_drop_legacy.up.sql";
        return step("0009", "drop legacy", file)
                .ways("one-way", "skipped")
                .up(3, "DROP TABLE shop.legacy_carts", locked("shop.legacy_carts", LockMode.ACCESS_EXCLUSIVE))
                .removes(table("shop.legacy_carts"), column("shop.legacy_carts", 1, "id", "bigint", "NOT NULL"))
                .effect(
                        "shop.legacy_carts",
                        null,
                        Effect.LOST,
                        Direction.UP,
                        12,
                        Population.PLAIN,
                        new Preflight(
                                "How many rows does shop.legacy_carts hold?", "SELECT count(*) FROM shop.legacy_carts"),
                        sample("id=1", "1", null))
                .finds(finding(
                                Severity.ERROR,
                                "drop-table",
                                Category.DATA_LOSS,
                                file,
                                3,
                                "shop.legacy_carts",
                                "shop.legacy_carts and its 12 rows are gone.",
                                "Nothing can bring them back but a backup.",
                                "Rename the table, wait one release, then drop it.",
                                Map.of("rows", 12))
                        .suppressed("carts moved to the basket service in March, archive checked"))
                .build();
    }

    // ---- words

    private static VerificationReport report(long millis, ChainReport... chains) {
        List<Verdict> verdicts = Arrays.stream(chains).map(ChainReport::verdict).toList();
        return new VerificationReport("0.1.0", Verdict.worst(verdicts), SERVER, 1, millis, List.of(chains));
    }

    private static ChainReport chain(String name, String format, String path, RowCoverage rows, StepReport... steps) {
        List<Verdict> verdicts = Arrays.stream(steps).map(StepReport::verdict).toList();
        return new ChainReport(
                name,
                format,
                path,
                "sha256:" + "%064x".formatted(name.length()),
                Verdict.worst(verdicts),
                null,
                rows,
                List.of(steps),
                List.of());
    }

    private static Finding note(
            String rule,
            Category category,
            String file,
            int line,
            @Nullable String object,
            String saw,
            String means,
            String instead) {
        return finding(Severity.NOTE, rule, category, file, line, object, saw, means, instead, Map.of());
    }

    private static Finding warning(
            String rule,
            Category category,
            String file,
            int line,
            @Nullable String object,
            String saw,
            String means,
            String instead) {
        return finding(Severity.WARNING, rule, category, file, line, object, saw, means, instead, Map.of());
    }

    private static Finding finding(
            Severity severity,
            String rule,
            Category category,
            String file,
            int line,
            @Nullable String object,
            String saw,
            String means,
            String instead,
            Map<String, ?> evidence) {
        return Finding.of(new RuleCard(rule, category, severity, rule, FoundBy.SERVER), new SourceSpan(file, line))
                .object(object)
                .evidence(evidence)
                .saw(saw)
                .means(means)
                .instead(instead);
    }
}
