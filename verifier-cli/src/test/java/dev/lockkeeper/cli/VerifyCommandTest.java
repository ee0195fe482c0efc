package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any server starts. */
class VerifyCommandTest {

    @TempDir
    Path here;

    @Test
    void a_folder_that_is_not_there_is_wrong_usage() {
        assertRefused("There is no folder", "verify", "nowhere");
    }

    @Test
    void an_empty_folder_is_wrong_usage() {
        assertRefused("is empty", "verify");
    }

    @Test
    void a_mistake_in_the_configuration_is_said_at_its_line() throws IOException {
        Files.writeString(here.resolve("lockkeeper.yml"), "rows: {}\nchain: []\n");

        assertRefused("lockkeeper.yml:2: unknown key \"chain\"; did you mean \"chains\"?", "verify");
    }

    @Test
    void an_unknown_rule_in_the_configuration_is_refused() throws IOException {
        Files.writeString(here.resolve("lockkeeper.yml"), "rules: { down-emty: off }\n");

        assertRefused("did you mean \"down-empty\"?", "verify");
    }

    @Test
    void an_unknown_report_format_is_refused_before_the_work() throws IOException {
        layChain("migrations");

        assertRefused("There is no report format \"jsn\"; did you mean \"json\"?", "verify", "--format", "jsn=x");
    }

    @Test
    void two_reports_cannot_both_go_to_standard_output() throws IOException {
        layChain("migrations");

        assertRefused("Only one report can go to standard output", "verify", "--format", "json", "--format", "text");
    }

    @Test
    void an_unknown_provider_is_refused() throws IOException {
        layChain("migrations");

        assertRefused("There is no server provider \"docker\"", "verify", "--provider", "docker");
    }

    @Test
    void a_version_we_do_not_have_is_refused() throws IOException {
        layChain("migrations");

        assertRefused("PostgreSQL 99", "verify", "--provider", "embedded", "--postgres", "99");
    }

    @Test
    void a_variable_that_is_not_set_is_named() throws IOException {
        layChain("migrations");

        assertRefused("Not set in the environment: LK_NO_SUCH", "verify", "--scratch", "${LK_NO_SUCH}");
    }

    @Test
    void paths_under_two_configurations_cannot_share_one_report() throws IOException {
        for (String name : new String[] {"one", "two"}) {
            layChain(name + "/migrations");
            Files.writeString(here.resolve(name).resolve("lockkeeper.yml"), "chains: [{ path: migrations }]\n");
        }

        assertRefused("lie under 2 configurations", "verify", ".", "--format", "json=x");
    }

    private void assertRefused(String message, String... args) {
        Spoken said = Spoken.in(here, args);

        assertThat(said.err()).startsWith("lockkeeper: ").contains(message).doesNotContain("\tat ");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
    }

    private void layChain(String folder) throws IOException {
        Files.createDirectories(here.resolve(folder));
        Files.writeString(here.resolve(folder).resolve("0001_users.up.sql"), "create table users (id int);\n");
    }
}
