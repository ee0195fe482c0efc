package dev.lockkeeper.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.TestExecutionResult.Status;
import schemacrawler.schema.Catalog;

/** What the tests of an annotated class say of chains with faults; the classes are played inside these tests. */
class ClaimsIT {

    private static final String CHAINS = "target/claims/";

    private static Played.Results faulty;

    @BeforeAll
    static void layChains() throws IOException {
        lay("faulty/V1__customers.sql", "create table customers (id bigint primary key, email text not null);");
        lay("faulty/U1__customers.sql", "drop table customers;");
        lay("faulty/V2__drop_email.sql", "alter table customers drop column email;");
        lay(
                "faulty/V3__one_way.sql",
                "-- lockkeeper:one-way reason=\"on purpose\"\ncreate table kept (id int primary key);");
        lay("faulty/V4__refused.sql", "alter table nobody add column x int;");
        lay("faulty/V5__never_seen.sql", "create table never (id int primary key);");
        lay("rows/1.sql", "insert into customers values (1, 'ada@example.org');");
        lay("house/1_a.up.sql", "create table one (id bigint primary key);");
        lay("house/1_a.down.sql", "drop table one;");
        lay("house/2_b.up.sql", "create table two (id bigint primary key); comment on table two is 'said';");
        lay("house/2_b.down.sql", "drop table two;");
        lay("busy/1_a.up.sql", "create table busy (id bigint primary key);");
        lay("busy/1_a.down.sql", "drop table busy;");
        lay("busy/2_b.up.sql", "alter table busy add column note text;");
        lay("busy/2_b.down.sql", "alter table busy drop column note;");
        lay("empty/.keep", "");
        faulty = Played.classes(Faulty.class);
    }

    @Test
    void a_claim_fails_with_what_was_seen_what_it_means_what_to_write_and_where() {
        Played.Result lost = faulty.get("V2 drop email › keeps every value");

        assertThat(lost.status()).isEqualTo(Status.FAILED);
        assertThat(lost.message())
                .contains("customers.email")
                .contains("\nMeans:   ")
                .contains("\nInstead: ")
                .contains("\nAt:      " + Path.of(CHAINS + "faulty/V2__drop_email.sql") + ":1, error drop-column");
    }

    @Test
    void only_the_claim_that_does_not_hold_fails() {
        assertThat(faulty.all().entrySet().stream()
                        .filter(entry -> entry.getValue().status() == Status.FAILED)
                        .map(Map.Entry::getKey))
                .containsExactly("V2 drop email › keeps every value", "V4 refused › applies");
        assertThat(faulty.get("V1 customers › applies").status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(faulty.get("V2 drop email › applies").status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void what_could_not_be_observed_is_aborted_and_says_why() {
        assertThat(aborted("V2 drop email › the way back restores the schema")).isEqualTo("The step has no way back.");
        assertThat(aborted("V3 one way › the way back keeps every value")).isEqualTo("The step is one-way on purpose.");
        assertThat(aborted("V4 refused › keeps every value")).isEqualTo("The step was refused.");
        assertThat(aborted("V5 never seen › applies")).contains("an earlier step was refused");
        assertThat(faulty.all().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("V5"))
                        .map(entry -> entry.getValue().status()))
                .isNotEmpty()
                .containsOnly(Status.ABORTED);
    }

    @Test
    void a_claim_can_be_run_alone_by_the_id_an_ide_remembers() {
        String id = faulty.get("V2 drop email › keeps every value").id();

        assertThat(Played.of(Map.of(), selectUniqueId(id)).all()).containsOnlyKeys("V2 drop email › keeps every value");
    }

    @Test
    void a_finding_that_is_allowed_passes_and_is_told() {
        Played.Result allowed = Played.classes(Allowing.class).get("V2 drop email › keeps every value");

        assertThat(allowed.status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(allowed.told()).anySatisfy(line -> assertThat(line).contains("(allowed: nobody reads it)"));
    }

    @Test
    void severities_that_fail_are_chosen() {
        assertThat(Played.classes(Strict.class)
                        .get("V2 drop email › the way back restores the schema")
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void a_rehearsal_is_asked_for_by_the_annotation_and_fails_the_claim_about_blocking() {
        assertThat(Played.classes(Rehearsed.class)
                        .get("2 b › blocks nobody for long")
                        .message())
                .contains("In the rehearsal this statement waited for a reader, and reads and writes of public.busy")
                .contains("2_b.up.sql:1, error blocked-in-rehearsal");
    }

    @Test
    void every_version_has_tests_of_its_own() {
        assertThat(Played.of(Map.of("lockkeeper.postgres", "17, 18"), selectClass(Quick.class))
                        .all())
                .containsKeys("1 a › applies (PostgreSQL 17)", "2 b › applies (PostgreSQL 18)");
    }

    @Test
    void a_provider_given_from_outside_wins() {
        assertThat(Played.of(Map.of("lockkeeper.provider", "nonsense"), selectClass(Quick.class))
                        .get("ClaimsIT$Quick")
                        .message())
                .contains("There is no server provider \"nonsense\"");
    }

    @Test
    void house_rules_are_told_like_built_in_ones_and_once() {
        Played.Results results = Played.classes(Housed.class);

        assertThat(results.get("1 a › follows the house rules").message())
                .contains("public.one has no comment.")
                .contains("Instead: COMMENT ON TABLE")
                .contains("1_a.up.sql:1, error tables-say-why")
                .doesNotContain("two");
        assertThat(results.get("2 b › follows the house rules").message())
                .contains("The head has 2 tables.", "one and two at the head", "error at-most-one-table")
                .doesNotContain("tables-say-why");
    }

    @Test
    void every_mistake_in_an_annotation_is_told_at_once() {
        assertThat(Played.classes(Mistaken.class).get("ClaimsIT$Mistaken").message())
                .contains("names the rule \"drop-colum\", which does not exist; did you mean \"drop-column\"?")
                .contains("allows drop-column without a reason")
                .contains("until \"soon\", which is no date");
    }

    @Test
    void a_path_that_is_not_there_and_a_chain_without_steps_are_no_success() {
        assertThat(Played.classes(Nowhere.class).get("ClaimsIT$Nowhere").message())
                .contains("names no/such/folder, which does not exist");
        assertThat(Played.classes(Empty.class).all().values())
                .isNotEmpty()
                .extracting(Played.Result::status)
                .containsOnly(Status.FAILED);
    }

    @Test
    void tags_and_disabled_mean_what_they_mean_in_jupiter() {
        Played.Results results = Played.classes(Off.class);

        assertThat(results.get("ClaimsIT$Off").message()).isEqualTo("not today");
        assertThat(results.all()).hasSize(1);
    }

    @Test
    void a_class_may_ask_for_a_property_or_a_variable() {
        assertThat(Played.classes(Asking.class).get("ClaimsIT$Asking"))
                .returns(Status.ABORTED, Played.Result::status)
                .returns("only before a release", Played.Result::message);
        assertThat(Played.classes(AskingSilently.class)
                        .get("ClaimsIT$AskingSilently")
                        .message())
                .isEqualTo("The environment variable NOBODY_SETS_THIS does not match on.");
    }

    @Test
    void what_was_proved_is_listed_claim_by_claim() throws IOException {
        Path list = Path.of(CHAINS + "list.txt");

        Played.of(Map.of("lockkeeper.claims", list.toString()), selectClass(Faulty.class), selectClass(Off.class));

        assertThat(Files.readString(list))
                .contains(
                        "ClaimsIT$Faulty: 29 claims hold, 2 fail, ",
                        "ClaimsIT$Off: 1 skipped\n  all of it\n    skipped: not today")
                .contains("  V2 drop email\n    holds: applies · keeps every reference and constraint · ")
                .contains("    FAILS: keeps every value\n")
                .contains("    not observed (The step has no way back.): the way back restores the schema · ");
        assertThat(Files.readAllLines(list))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(160));
    }

    private static String aborted(String claim) {
        assertThat(faulty.get(claim).status()).as(claim).isEqualTo(Status.ABORTED);
        return faulty.get(claim).message();
    }

    private static void lay(String file, String text) throws IOException {
        Path path = Path.of(CHAINS + file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    @VerifyMigrations(chain = CHAINS + "faulty", fixtures = CHAINS + "rows", provider = "embedded")
    static class Faulty {}

    @VerifyMigrations(
            chain = CHAINS + "faulty",
            fixtures = CHAINS + "rows",
            allow = @VerifyMigrations.Allow(rule = "drop-column", reason = "nobody reads it"))
    static class Allowing {}

    @VerifyMigrations(
            chain = CHAINS + "faulty",
            fixtures = CHAINS + "rows",
            failOn = {Severity.ERROR, Severity.WARNING})
    static class Strict {}

    @VerifyMigrations(chain = CHAINS + "busy", rehearse = true, rules = "blocked-in-rehearsal=error")
    static class Rehearsed {}

    @VerifyMigrations(chain = CHAINS + "house")
    static class Quick {}

    @VerifyMigrations(chain = CHAINS + "house", houseRules = MoreRules.class)
    static class Housed {

        @HouseRule(instead = "COMMENT ON TABLE … IS '…'")
        static Stream<String> tablesSayWhy(CatalogSnapshot schema, StepFacts facts) {
            Assertions.assertNotNull(facts);
            return schema.all(ObjectKind.TABLE)
                    .map(CatalogObject::id)
                    .filter(table -> schema.find(ObjectKind.COMMENT, "table " + table.name())
                            .isEmpty())
                    .map(table -> table.name() + " has no comment.");
        }
    }

    static class MoreRules {

        @HouseRule(id = "at-most-one-table", when = HouseRule.When.HEAD)
        List<String> few(Catalog catalog) {
            return catalog.getTables().size() > 1
                    ? List.of("The head has " + catalog.getTables().size() + " tables.")
                    : List.of();
        }

        @HouseRule(when = HouseRule.When.HEAD)
        void thrown(Catalog catalog) {
            throw new AssertionError("one and two at the head");
        }
    }

    @VerifyMigrations(
            chain = CHAINS + "house",
            rules = "drop-colum=off",
            allow = @VerifyMigrations.Allow(rule = "drop-column", reason = "", until = "soon"))
    static class Mistaken {}

    @VerifyMigrations(chain = "no/such/folder")
    static class Nowhere {}

    @VerifyMigrations(chain = CHAINS + "empty")
    static class Empty {}

    @EnabledIfSystemProperty(named = "java.version", matches = ".+")
    @EnabledIfSystemProperty(named = "nobody.sets.this", matches = ".+", disabledReason = "only before a release")
    @VerifyMigrations(chain = CHAINS + "house")
    static class Asking {}

    @EnabledIfEnvironmentVariable(named = "NOBODY_SETS_THIS", matches = "on")
    @VerifyMigrations(chain = CHAINS + "house")
    static class AskingSilently {}

    @Tag("slow")
    @Disabled("not today")
    @VerifyMigrations(chain = CHAINS + "house")
    static class Off {}
}
