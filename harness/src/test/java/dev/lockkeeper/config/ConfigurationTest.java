package dev.lockkeeper.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Configuration.GroupingSetting;
import dev.lockkeeper.config.Configuration.ProviderSetting;
import dev.lockkeeper.config.Configuration.RuleSetting;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Vocabulary WORDS = Vocabulary.of(
            List.of("drop-column", "int-primary-key"), List.of("flyway", "golang-migrate"), List.of("json", "html"));

    @TempDir
    Path folder;

    @BeforeEach
    void lay_two_chains() throws IOException {
        Files.createDirectories(folder.resolve("migrations/auth"));
        Files.createDirectories(folder.resolve("migrations/plans"));
    }

    @Test
    void everything_the_contract_shows_is_read() throws IOException {
        Configuration read = read(
                """
                postgres:
                  version: "17"            # or: target
                  provider: auto           # auto | container | embedded | local | url
                  image: postgres:17
                chains:
                  - name: auth
                    path: migrations/auth
                    format: flyway         # detected when absent
                    schemas: [auth]
                    needs: []              # chains that must stand at head first
                    fixtures: fixtures/auth
                    role: app_migrator     # migrate as this non-superuser, created on the server
                    grouping: default      # default | step | batch | none
                budgets:
                  lock-seconds: 2
                  table-rows: 100000
                  max-step-millis: 60000
                  max-rows-affected: 50000
                rows: { seed: 1, per-table: 12 }
                rules: { int-primary-key: warning }
                allow:
                  - { rule: drop-column, chain: auth, step: "7", object: users.legacy, reason: "…", until: 2027-01-31 }
                target:
                  name: staging
                  url: ${STAGING_URL}      # secrets only by environment reference
                reports: { json: target/lockkeeper/report.json, html: target/lockkeeper/report.html }
                """);

        assertThat(read.postgres().version()).contains("17");
        assertThat(read.postgres().provider()).isEqualTo(ProviderSetting.AUTO);
        assertThat(read.postgres().image()).contains("postgres:17");
        assertThat(read.budgets()).isEqualTo(new Budgets(2, 100_000, OptionalLong.of(60_000), OptionalLong.of(50_000)));
        ChainSettings auth = read.chains().get(0);
        assertThat(auth.name()).isEqualTo("auth");
        assertThat(auth.path()).isEqualTo(folder.resolve("migrations/auth"));
        assertThat(auth.format()).contains("flyway");
        assertThat(auth.schemas()).containsExactly("auth");
        assertThat(auth.fixtures()).isEqualTo(folder.resolve("fixtures/auth"));
        assertThat(auth.role()).contains("app_migrator");
        assertThat(auth.grouping()).isEqualTo(GroupingSetting.DEFAULT);
        assertThat(read.budgets().lockSeconds()).isEqualTo(2);
        assertThat(read.rows().perTable()).isEqualTo(12);
        assertThat(read.rules()).isEqualTo(Map.of("int-primary-key", RuleSetting.WARNING));
        assertThat(read.allow().get(0).until()).contains(LocalDate.of(2027, 1, 31));
        assertThat(read.allow().get(0).at().line()).isEqualTo(22);
        assertThat(read.target().orElseThrow().url().template()).isEqualTo("${STAGING_URL}");
        assertThat(read.reports()).containsEntry("html", folder.resolve("target/lockkeeper/report.html"));
    }

    @Test
    void every_key_may_be_absent() throws IOException {
        Configuration read = read("# nothing yet\n");

        assertThat(read).isEqualTo(withFile(Configuration.absent(folder)));
    }

    @Test
    void a_section_without_entries_counts_as_absent() throws IOException {
        assertThat(read("allow:\nchains:\nrules:\n")).isEqualTo(withFile(Configuration.absent(folder)));
    }

    @Test
    void a_chain_needs_only_a_path_or_a_name() throws IOException {
        List<ChainSettings> chains = read("chains: [{ path: migrations/auth }, { name: plans, needs: auth }]\n")
                .chains();

        assertThat(chains.get(0).name()).isEqualTo("auth");
        assertThat(chains.get(0).fixtures()).isEqualTo(folder.resolve("fixtures/auth"));
        assertThat(chains.get(1).path()).isEqualTo(folder.resolve("migrations/plans"));
        assertThat(chains.get(1).needs()).containsExactly("auth");
    }

    @Test
    void words_that_other_readers_take_for_booleans_and_numbers_stay_words() throws IOException {
        Configuration read = read(
                """
                postgres: { version: 17.10 }
                rules: { drop-column: off }
                chains: [{ path: migrations/auth, name: no, schemas: [on, 010] }]
                """);

        assertThat(read.postgres().version()).contains("17.10");
        assertThat(read.rules()).containsEntry("drop-column", RuleSetting.OFF);
        assertThat(read.chains().get(0).name()).isEqualTo("no");
        assertThat(read.chains().get(0).schemas()).containsExactly("on", "010");
    }

    @Test
    void all_mistakes_are_said_at_once_each_with_its_line() {
        assertRefused(
                        """
                postgress: { version: "17" }
                postgres: { version: latest, provider: docker }
                chains:
                  - name: auth
                    path: migrations/auht
                    fixture: fixtures/auth
                    format: flywy
                    grouping: steps
                  - schemas: [a]
                budgets: { lock-seconds: -1, table-rows: many, max-step-millis: soon }
                rows: { per-table: 1.5, seed: [1] }
                rules: { drop-colum: warning, int-primary-key: loud }
                allow:
                  - { rule: drop-column, until: tomorrow }
                  - { rule: drop-column, reason: "", chain: auht, rows: few }
                target: { name: x }
                reports: { htm: a.html }
                budgets: {}
                """)
                .hasMessageContaining("lockkeeper.yml:1: unknown key \"postgress\"; did you mean \"postgres\"?")
                .hasMessageContaining(
                        "lockkeeper.yml:2: postgres.version wants a version like 17 or 17.6, or target, not \"latest\"")
                .hasMessageContaining(
                        "lockkeeper.yml:2: postgres.provider does not know \"docker\"; known: auto, container")
                .hasMessageContaining("lockkeeper.yml:5: chains.path points at ")
                .hasMessageContaining("lockkeeper.yml:6: unknown key \"fixture\" in chains; did you mean \"fixtures\"?")
                .hasMessageContaining(
                        "lockkeeper.yml:7: chains.format does not know \"flywy\"; did you mean \"flyway\"?")
                .hasMessageContaining(
                        "lockkeeper.yml:8: chains.grouping does not know \"steps\"; did you mean \"step\"?")
                .hasMessageContaining("lockkeeper.yml:9: a chain needs a path")
                .hasMessageContaining("lockkeeper.yml:10: budgets.lock-seconds wants a number above 0")
                .hasMessageContaining("lockkeeper.yml:10: budgets.table-rows wants a whole number")
                .hasMessageContaining("lockkeeper.yml:10: budgets.max-step-millis wants a whole number")
                .hasMessageContaining(
                        "lockkeeper.yml:11: rows.per-table wants a whole number from 0 to 100000, not \"1.5\"")
                .hasMessageContaining("lockkeeper.yml:11: rows.seed has to be one value, not a list")
                .hasMessageContaining(
                        "lockkeeper.yml:12: rules.drop-colum names no rule we have: \"drop-colum\"; did you mean \"drop-column\"?")
                .hasMessageContaining("lockkeeper.yml:12: rules.int-primary-key does not know \"loud\"")
                .hasMessageContaining("lockkeeper.yml:14: allow entry has no reason")
                .hasMessageContaining("lockkeeper.yml:14: allow.until wants a date")
                .hasMessageContaining("lockkeeper.yml:15: allow.reason has no value")
                .hasMessageContaining("lockkeeper.yml:15: allow.chain does not know \"auht\"; did you mean \"auth\"?")
                .hasMessageContaining("lockkeeper.yml:15: allow.rows wants the most rows")
                .hasMessageContaining("lockkeeper.yml:16: target needs a url")
                .hasMessageContaining("lockkeeper.yml:17: reports.htm is no report format; known: html, json")
                .hasMessageContaining("lockkeeper.yml:18: budgets is there twice")
                .hasMessageContaining(": 23 mistakes.");
    }

    @Test
    void chains_that_need_each_other_in_a_circle_are_refused() {
        assertRefused(
                        """
                chains:
                  - { name: auth, needs: [plans] }
                  - { name: plans, needs: [auth, pans] }
                """)
                .hasMessageContaining(
                        "lockkeeper.yml:2: chains need each other in a circle: auth needs plans needs auth")
                .hasMessageContaining(
                        "lockkeeper.yml:3: chain \"plans\" needs \"pans\", which is no chain here; did you mean \"plans\"?");
    }

    @Test
    void two_chains_of_one_name_are_refused() {
        assertRefused("chains:\n  - name: auth\n  - path: migrations/plans\n    name: auth\n")
                .hasMessageContaining("lockkeeper.yml:3: two chains are called \"auth\"");
    }

    @Test
    void a_file_that_is_no_yaml_is_refused_at_its_line() {
        assertRefused("chains:\n  - name: [auth\nrows: 1\n").hasMessageContaining("line 3, column");
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() throws IOException {
        Files.write(file(), "rules: {} # é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Configuration.read(file(), WORDS))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("It is not UTF-8.");
    }

    @Test
    void a_file_that_is_a_list_is_refused() {
        assertRefused("- chains\n").hasMessageContaining("lockkeeper.yml:1: the file has to hold keys, not a list");
    }

    @Test
    void the_environment_is_asked_only_when_the_value_is_needed() throws IOException {
        Reference url = read("target: { url: \"postgresql://app:${DB_PASSWORD}@db/app?user=${DB_USER}\" }\n")
                .target()
                .orElseThrow()
                .url();

        assertThat(url.value(Map.of("DB_PASSWORD", "$1hush", "DB_USER", "app")::get))
                .isEqualTo("postgresql://app:$1hush@db/app?user=app");
        assertThatThrownBy(() -> url.value(Map.of("DB_USER", "s3cret")::get))
                .hasMessageContaining("target.url (lockkeeper.yml:1)")
                .hasMessageContaining("Not set in the environment: DB_PASSWORD.")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_password_written_into_the_file_is_refused_and_not_repeated() {
        assertRefused("target: { url: \"postgresql://app:hunter2@db/app\" }\n")
                .hasMessageContaining("target.url holds a password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void only_urls_may_refer_to_the_environment() {
        assertRefused("chains: [{ name: auth, role: \"${ROLE}\" }]\n")
                .hasMessageContaining("chains.role cannot refer to the environment; only urls can");
    }

    @Test
    void a_rehearsal_is_asked_for_with_true_and_with_nothing_else() throws IOException {
        assertThat(read("rehearse: true\n").rehearse()).isTrue();
        assertThat(read("rehearse: false\n").rehearse()).isFalse();
        assertThat(Configuration.absent(folder).rehearse()).isFalse();
        assertRefused("rehearse: often\n").hasMessageContaining("rehearse wants true or false, not \"often\"");
    }

    private Configuration withFile(Configuration bare) {
        return new Configuration(
                folder,
                java.util.Optional.of(file()),
                bare.postgres(),
                bare.chains(),
                bare.budgets(),
                bare.rows(),
                bare.rules(),
                bare.allow(),
                bare.baseline(),
                bare.target(),
                bare.reports());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String yaml) {
        return assertThatThrownBy(() -> read(yaml)).isInstanceOf(LockkeeperException.class);
    }

    private Configuration read(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return Configuration.read(file(), WORDS);
    }

    private Path file() {
        return folder.resolve(Configuration.FILE);
    }
}
