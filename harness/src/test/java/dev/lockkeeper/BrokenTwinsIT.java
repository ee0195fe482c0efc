package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each sample system with one deliberate fault: the step with the fault is told, by the right rule, and no other is. */
@Execution(ExecutionMode.CONCURRENT)
class BrokenTwinsIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Twins BOOKSHOP = new Twins("migrations/bookshop", "fixtures/bookshop");
    private static final Twins AUTH = new Twins("migrations/profe/auth", "fixtures/profe/auth");
    private static final Twins MARKET = new Twins("migrations/km0-market/drizzle", "fixtures/km0-market");
    private static final Twins COACH =
            new Twins("migrations/inclusive-coach/prisma/migrations", "fixtures/inclusive-coach");

    @TempDir
    static Path scratch;

    @TestFactory
    Stream<DynamicTest> a_fault_is_told_at_its_step_and_nowhere_else() {
        return faults().map(fault -> DynamicTest.dynamicTest(fault.name(), fault::isToldAtItsStepAlone));
    }

    private static Stream<Fault> faults() {
        return Stream.of(
                BOOKSHOP.in("0001_books.down.sql", "drop table books;\ndrop table authors;", "drop table authors;\ndrop table books;", "0001", "down-fails"),
                BOOKSHOP.in("0002_orders.down.sql", "drop type order_state;", "", "0002", "down-leaves-trace"),
                BOOKSHOP.in("0002_orders.down.sql", "drop table order_lines;", "", "0002", "down-fails"),
                BOOKSHOP.in("0002_orders.up.sql", "create index orders_customer_idx on orders (customer_id);", "create index books_title_idx on books (title);", "0002", "create-index-blocking"),
                BOOKSHOP.in("0003_stock.down.sql", "alter table books drop column stock;", "", "0003", "down-leaves-trace"),
                BOOKSHOP.in("0003_stock.up.sql", "not null default 0", "not null", "0003", "up-fails"),
                BOOKSHOP.in("0003_stock.up.sql", "default 0", "default (random() * 0)::int", "0003", "volatile-default-rewrite"),
                BOOKSHOP.in("0004_stock_validated.down.sql", " not valid", "", "0004", "down-leaves-trace"),
                BOOKSHOP.in("0004_stock_validated.up.sql", "alter table", "update books set price = 0;\nalter table", "0004", "unbounded-update"),
                BOOKSHOP.in("0005_customers_email_lower.up.sql", "concurrently ", "", "0005", "create-index-blocking"),
                BOOKSHOP.in("0006_available_books.down.sql", "view available_books", "view if exists availble_books", "0006", "down-leaves-trace"),
                BOOKSHOP.in("0006_available_books.up.sql", "create view", "alter table books drop column price;\ncreate view", "0006", "drop-column"),
                COACH.in("20250301092000_sessions_and_notes/down.sql", "DROP TYPE \"SessionKind\";", "", "20250301092000", "down-leaves-trace"),
                COACH.in("20250302100000_audit_table/down.sql", "DROP FUNCTION \"record_audit\"();", "", "20250302100000", "down-leaves-trace"),
                COACH.in("20250302101000_audit_triggers/down.sql", "DROP TRIGGER \"notes_audit\" ON \"notes\";", "", "20250302101000", "down-leaves-trace"),
                COACH.in("20250303080000_search_names/migration.sql", "CONCURRENTLY ", "", "20250303080000", "create-index-blocking"),
                COACH.in("20250310070000_goals/migration.sql", "CREATE TRIGGER", "UPDATE \"learners\" SET \"name\" = upper(\"name\");\nCREATE TRIGGER", "20250310070000", "unbounded-update"),
                COACH.in("20250310070000_goals/migration.sql", "CREATE TRIGGER", "ALTER TABLE \"learners\" DROP COLUMN \"born_on\";\nCREATE TRIGGER", "20250310070000", "drop-column"),
                COACH.in("20250310070000_goals/migration.sql", "CREATE TRIGGER", "ALTER TABLE \"learners\" DISABLE TRIGGER \"learners_audit\";\nCREATE TRIGGER", "20250310070000", "trigger-left-disabled"),
                MARKET.in("0005_calm_otter.sql", "DEFAULT 'piece' NOT NULL", "NOT NULL", "0005", "up-fails"),
                MARKET.in("0006_sweet_fig.sql", " NOT VALID", "", "0006", "validate-fk-inline"),
                MARKET.in("0007_patient_quail.sql", "CREATE TABLE", "TRUNCATE \"order_lines\";\n--> statement-breakpoint\nCREATE TABLE", "0007", "truncate"),
                MARKET.in("0004_quick_heron.sql", "CREATE INDEX", "ALTER TABLE \"products\" RENAME COLUMN \"price_cents\" TO \"price\";\n--> statement-breakpoint\nCREATE INDEX", "0004", "rename-column"),
                MARKET.in("0002_huge_toad.sql", "ALTER TABLE", "ALTER TABLE \"orders\" DROP CONSTRAINT \"orders_customer_id_customers_id_fk\";\n--> statement-breakpoint\nALTER TABLE", "0002", "fk-dropped"),
                AUTH.in("U2__roles_and_permissions.sql", "DROP TABLE auth.roles;", "", "2", "down-leaves-trace"),
                AUTH.in("U3__sessions_by_row_security.sql", "DROP POLICY sessions_of_the_account ON auth.sessions;", "", "3", "down-leaves-trace"),
                AUTH.in("U4__last_login.sql", "ALTER TABLE auth.accounts DROP COLUMN last_login_at;", "-- nothing to do", "4", "down-empty"),
                AUTH.in("V4__last_login.sql", "ALTER TABLE", "DELETE FROM auth.sessions;\nALTER TABLE", "4", "unbounded-delete"));
    }

    /** A sound system to break; the roles of one belong to the whole server, so that its twins take turns. */
    private record Twins(String chain, String fixtures) {
        Fault in(String file, String text, String instead, String step, String rule) {
            return new Fault(this, file, text, instead, step, rule);
        }
    }

    /** One text put in the place of another, and what has to be said of it. */
    private record Fault(Twins twins, String file, String text, String instead, String step, String rule) {

        String name() {
            return twins.chain() + " " + step + ", " + file + ": " + rule;
        }

        void isToldAtItsStepAlone() throws Exception {
            if (twins.equals(AUTH)) {
                synchronized (AUTH) {
                    told();
                }
            } else {
                told();
            }
        }

        private void told() throws Exception {
            Path copy = Files.createTempDirectory(scratch, "twin").resolve("chain");
            copyTo(copy);
            Path broken = copy.resolve(file);
            String sound = Files.readString(broken);
            assertThat(sound).as("the fault can be planted").contains(text);
            Files.writeString(broken, sound.replace(text, instead));

            ChainReport report = verify(copy);

            for (StepReport one : report.steps()) {
                List<Finding> told = one.findings();
                if (one.version().equals(step)) {
                    assertThat(told).as(said(told)).anyMatch(finding -> finding.rule().equals(rule));
                } else {
                    assertThat(told)
                            .as(said(told))
                            .allMatch(finding -> finding.severity() == Severity.NOTE || follows(finding));
                }
            }
        }

        /** What one down leaves may be in the way of an earlier one when the whole chain comes down. */
        private static boolean follows(Finding finding) {
            return finding.rule().equals("descent-fails");
        }

        private ChainReport verify(Path folder) throws Exception {
            ChainRequest asked = new ChainRequest(
                    "twin",
                    folder,
                    null,
                    ReadOptions.named("twin"),
                    ROOT.resolve(twins.fixtures()),
                    Optional.empty(),
                    List.of());
            Verification request = Verification.of(
                    List.of(asked),
                    ServerRequest.of(Verifications.DEFAULT_VERSION).from(Provider.EMBEDDED),
                    LocalDate.of(2026, 1, 1));
            Chain chain = ChainFormats.read(folder, null, asked.reading());
            return new Judge(request)
                    .judge(
                            asked,
                            chain,
                            ChainWalk.walk(
                                    chain,
                                    request.budgets(),
                                    RuleTrial.server(Verifications.DEFAULT_VERSION),
                                    request.walkOptions(asked, chain),
                                    Progress.SILENT));
        }

        private void copyTo(Path copy) throws IOException {
            Path sound = ROOT.resolve(twins.chain());
            try (Stream<Path> files = Files.walk(sound)) {
                for (Path one : files.toList()) {
                    Path to = copy.resolve(sound.relativize(one).toString());
                    if (Files.isDirectory(one)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(one, to);
                    }
                }
            }
        }

        private static String said(List<Finding> findings) {
            return findings.stream()
                    .map(finding -> finding.severity() + " " + finding.rule() + " " + finding.at() + " " + finding.saw())
                    .collect(Collectors.joining("\n"));
        }
    }
}
