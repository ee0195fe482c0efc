package dev.lockkeeper.junit.engine;

import static dev.lockkeeper.junit.engine.BrokenTwin.Fault.failing;

import dev.lockkeeper.chain.alembic.PythonForAlembic;
import dev.lockkeeper.chain.alembic.TestPython;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample systems with deliberate faults, told as a team's tests tell them: each fault fails the one test that should
 * fail, by the right rule, and no other test fails. Faults that do not meet are planted in one copy.
 */
@Tag(PythonForAlembic.TAG)
class BrokenTwinsIT {

    private static final String APPLIES = " › applies";
    private static final String VALUES = " › keeps every value";
    private static final String INTEGRITY = " › keeps every reference and constraint";
    private static final String WAY_BACK = " › the way back restores the schema";
    private static final String LOCKS = " › blocks nobody for long";
    private static final String OLD_RELEASE = " › the previous release still works";
    private static final String HALF_DONE = " › leaves nothing half done";
    private static final String DOORS = " › opens no door";

    @TempDir
    static Path scratch;

    @TestFactory
    Stream<DynamicNode> a_bookshop() {
        return tests(
                BrokenTwin.of(
                        "bookshop",
                        failing("0001 books" + WAY_BACK, "down-fails")
                                .with(
                                        "0001_books.down.sql",
                                        "drop table books;\ndrop table authors;",
                                        "drop table authors;\ndrop table books;"),
                        failing("0002 orders" + LOCKS, "create-index-blocking")
                                .with(
                                        "0002_orders.up.sql",
                                        "on order_lines (book_id);",
                                        "on order_lines (book_id);\ncreate index books_title_idx on books (title);")
                                .with(
                                        "0002_orders.down.sql",
                                        "drop table order_lines;",
                                        "drop index books_title_idx;\ndrop table order_lines;"),
                        failing("0003 stock" + LOCKS, "volatile-default-rewrite")
                                .with("0003_stock.up.sql", "default 0", "default (random() * 0)::int"),
                        failing("0004 stock validated" + VALUES, "unbounded-update")
                                .with(
                                        "0004_stock_validated.up.sql",
                                        "alter table",
                                        "update books set price = 0;\nalter table"),
                        failing("0005 customers email lower" + LOCKS, "create-index-blocking")
                                .with("0005_customers_email_lower.up.sql", "concurrently ", ""),
                        failing("0006 available books" + WAY_BACK, "down-leaves-trace")
                                .with(
                                        "0006_available_books.down.sql",
                                        "view available_books",
                                        "view if exists availble_books")),
                BrokenTwin.of(
                        "bookshop",
                        failing("0002 orders" + WAY_BACK, "down-leaves-trace")
                                .with("0002_orders.down.sql", "drop type order_state;", ""),
                        failing("0003 stock" + WAY_BACK, "down-leaves-trace")
                                .with("0003_stock.down.sql", "alter table books drop column stock;", ""),
                        failing("0004 stock validated" + WAY_BACK, "down-leaves-trace")
                                .with("0004_stock_validated.down.sql", " not valid", ""),
                        failing("0006 available books" + VALUES, "drop-column")
                                .with(
                                        "0006_available_books.up.sql",
                                        "create view",
                                        "alter table customers drop column joined_at;\ncreate view")
                                .with(
                                        "0006_available_books.down.sql",
                                        "drop view",
                                        "alter table customers add column joined_at timestamptz not null default now();\ndrop view")),
                BrokenTwin.of(
                        "bookshop",
                        failing("0002 orders" + WAY_BACK, "down-fails")
                                .with("0002_orders.down.sql", "drop table order_lines;", ""),
                        failing("0003 stock" + APPLIES, "up-fails")
                                .with("0003_stock.up.sql", "not null default 0", "not null")));
    }

    @TestFactory
    Stream<DynamicNode> a_coach() {
        String sessions = "prisma/migrations/20250301092000_sessions_and_notes/";
        String table = "prisma/migrations/20250302100000_audit_table/";
        String triggers = "prisma/migrations/20250302101000_audit_triggers/";
        String names = "prisma/migrations/20250303080000_search_names/";
        String goals = "prisma/migrations/20250310070000_goals/";
        return tests(
                BrokenTwin.of(
                        "inclusive-coach",
                        failing("20250301092000 sessions and notes" + WAY_BACK, "down-leaves-trace")
                                .with(sessions + "down.sql", "DROP TYPE \"SessionKind\";", ""),
                        failing("20250302100000 audit table" + DOORS, "definer-without-search-path")
                                .with(table + "migration.sql", " SET search_path = public, pg_temp", ""),
                        failing("20250302101000 audit triggers" + WAY_BACK, "down-leaves-trace")
                                .with(triggers + "down.sql", "DROP TRIGGER \"notes_audit\" ON \"notes\";", ""),
                        failing("20250303080000 search names" + LOCKS, "create-index-blocking")
                                .with(names + "migration.sql", "CONCURRENTLY ", ""),
                        failing("20250310070000 goals" + VALUES, "unbounded-update")
                                .with(
                                        goals + "migration.sql",
                                        "CREATE TRIGGER",
                                        "UPDATE \"learners\" SET \"name\" = upper(\"name\");\nCREATE TRIGGER")),
                BrokenTwin.of(
                        "inclusive-coach",
                        failing("20250302100000 audit table" + WAY_BACK, "down-leaves-trace")
                                .with(table + "down.sql", "DROP FUNCTION \"record_audit\"();", ""),
                        failing("20250302101000 audit triggers" + VALUES, "drop-column")
                                .with(
                                        triggers + "migration.sql",
                                        "CREATE TRIGGER \"coaches_audit\"",
                                        "ALTER TABLE \"learners\" DROP COLUMN \"born_on\";\nCREATE TRIGGER \"coaches_audit\"")
                                .with(
                                        triggers + "down.sql",
                                        "DROP TRIGGER \"coaches_audit\"",
                                        "ALTER TABLE \"learners\" ADD COLUMN \"born_on\" DATE;\nDROP TRIGGER \"coaches_audit\""),
                        failing("20250310070000 goals" + INTEGRITY, "trigger-left-disabled")
                                .with(
                                        goals + "migration.sql",
                                        "CREATE TRIGGER",
                                        "ALTER TABLE \"learners\" DISABLE TRIGGER \"learners_audit\";\nCREATE TRIGGER")
                                .with(
                                        goals + "down.sql",
                                        "DROP TABLE",
                                        "ALTER TABLE \"learners\" ENABLE TRIGGER \"learners_audit\";\nDROP TABLE")));
    }

    @TestFactory
    Stream<DynamicNode> a_market() {
        String cut = "\n--> statement-breakpoint\n";
        return tests(
                BrokenTwin.of(
                                "km0-market",
                                failing("0002 huge toad" + INTEGRITY, "fk-dropped")
                                        .with(
                                                "drizzle/0002_huge_toad.sql",
                                                "ALTER TABLE",
                                                "ALTER TABLE \"orders\" DROP CONSTRAINT \"orders_customer_id_customers_id_fk\";"
                                                        + cut + "ALTER TABLE"),
                                failing("0004 quick heron" + OLD_RELEASE, "rename-column")
                                        .with(
                                                "drizzle/0004_quick_heron.sql",
                                                "CREATE INDEX",
                                                "ALTER TABLE \"producers\" RENAME COLUMN \"city\" TO \"town\";" + cut
                                                        + "CREATE INDEX"),
                                failing("0006 sweet fig" + LOCKS, "validate-fk-inline")
                                        .with("drizzle/0006_sweet_fig.sql", " NOT VALID", ""),
                                failing("0007 patient quail" + VALUES, "truncate")
                                        .with(
                                                "drizzle/0007_patient_quail.sql",
                                                "CREATE TABLE",
                                                "TRUNCATE \"order_lines\";" + cut + "CREATE TABLE"))
                        .only("drizzle"),
                BrokenTwin.of(
                                "km0-market",
                                failing("0005 calm otter" + APPLIES, "up-fails")
                                        .with("drizzle/0005_calm_otter.sql", "DEFAULT 'piece' NOT NULL", "NOT NULL"))
                        .only("drizzle"));
    }

    @TestFactory
    Stream<DynamicNode> a_central_service() {
        return tests(BrokenTwin.of(
                        "profe",
                        failing("V2 roles and permissions" + WAY_BACK, "down-leaves-trace")
                                .with("auth/U2__roles_and_permissions.sql", "DROP TABLE auth.roles;", ""),
                        failing("V3 sessions by row security" + WAY_BACK, "down-leaves-trace")
                                .with(
                                        "auth/U3__sessions_by_row_security.sql",
                                        "DROP POLICY sessions_of_the_account ON auth.sessions;",
                                        ""),
                        failing("V3 sessions by row security" + DOORS, "rls-policy-weak")
                                .with(
                                        "auth/V3__sessions_by_row_security.sql",
                                        "WITH CHECK (account_id = auth.current_account())",
                                        "WITH CHECK (true)"),
                        failing("V4 last login" + WAY_BACK, "down-empty")
                                .with(
                                        "auth/U4__last_login.sql",
                                        "ALTER TABLE auth.accounts DROP COLUMN last_login_at;",
                                        "-- nothing to do"),
                        failing("V4 last login" + VALUES, "unbounded-update")
                                .with(
                                        "auth/V4__last_login.sql",
                                        "ALTER TABLE",
                                        "UPDATE auth.sessions SET expires_at = now();\nALTER TABLE"))
                .only("auth"));
    }

    @TestFactory
    Stream<DynamicNode> a_platform_for_safety() {
        TestPython.today();
        String steps = "migrations/versions/";
        return tests(BrokenTwin.of(
                "sst-platform",
                failing("sst_0003 inspections and what they looked at" + WAY_BACK, "down-leaves-trace")
                        .with(
                                steps + "sst_0003_inspections.py",
                                "    op.execute(\"DROP TYPE sst.inspection_result\")\n",
                                ""),
                failing("sst_0007 who changed what: the audit log" + WAY_BACK, "down-fails")
                        .with(steps + "sst_0007_audit_log.py", "reversed(AUDITED)", "reversed(AUDITED[1:])"),
                failing("sst_0009 medical notes without a legal ground are erased" + INTEGRITY, "trigger-left-disabled")
                        .with(
                                steps + "sst_0009_erase_medical_notes.py",
                                "    op.execute(\"ALTER TABLE sst.incidents ENABLE TRIGGER incidents_audit\")\n",
                                ""),
                failing("sst_0010 open risks per site" + APPLIES, "up-fails")
                        .with(
                                steps + "sst_0010_open_risks.py",
                                "ADD COLUMN emergency_phone varchar(40)\"",
                                "ADD COLUMN emergency_phone varchar(40) NOT NULL\"")));
    }

    @TestFactory
    Stream<DynamicNode> a_workshop() {
        TestPython.today();
        String steps = "migrations/versions/";
        return tests(BrokenTwin.of(
                "alembic-app",
                failing("8d0b5e4c6f21 employees, jobs and notes" + WAY_BACK, "down-leaves-trace")
                        .with(
                                steps + "8d0b5e4c6f21_employees_jobs_and_notes.py",
                                "    sa.Enum(name=\"job_status\").drop(op.get_bind())\n",
                                ""),
                failing("d804b1cf3a75 currency, VAT and method of payment" + LOCKS, "volatile-default-rewrite")
                        .with(
                                steps + "d804b1cf3a75_currency_vat_and_method_of_payment.py",
                                "server_default=\"EUR\", nullable=False",
                                "server_default=sa.text(\"left(md5(random()::text), 3)\"), nullable=False"),
                failing("1c48f5037eb9 indexes for the board and the stock list" + HALF_DONE, "not-idempotent")
                        .with(
                                steps + "1c48f5037eb9_indexes_for_the_board_and_the_stock_list.py",
                                "        op.drop_index(\"ix_jobs_open\", table_name=\"jobs\", postgresql_concurrently=True,"
                                        + " if_exists=True)\n        op.create_index(",
                                "        op.create_index("),
                failing("3e6a172590db nobody faxes any more" + VALUES, "drop-column")
                        .with(
                                steps + "3e6a172590db_nobody_faxes_any_more.py",
                                "    op.execute(\"INSERT INTO fax_numbers",
                                "    op.execute(\"DELETE FROM fax_numbers\")  #"),
                failing(
                                "4f7b2836a1ec appointments, newsletter, time of the last change" + WAY_BACK,
                                "down-leaves-trace")
                        .with(
                                steps + "4f7b2836a1ec_appointments_newsletter_last_change.py",
                                "    op.drop_column(\"customers\", \"newsletter\")\n",
                                "")));
    }

    private static Stream<DynamicNode> tests(BrokenTwin... twins) {
        return Stream.of(twins).map(twin -> twin.tests(scratch));
    }
}
