package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line from end to end, on an embedded server. */
class VerifyCommandIT {

    @TempDir
    Path here;

    @Test
    void a_sound_chain_is_safe_and_prints_only_the_report_to_standard_output() throws IOException {
        layChain("migrations", "drop table users;");

        Spoken said = Spoken.in(here, "verify", "migrations", "--provider", "embedded", "--rows", "0");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("SAFE").contains("migrations", "0001 users");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void a_down_that_fails_is_unsafe_and_the_files_asked_for_are_written() throws IOException {
        layChain("migrations", "drop table customers;");
        write(
                "lockkeeper.yml",
                """
                postgres: { provider: embedded }
                chains: [{ name: shop, path: migrations }]
                rows: { per-table: 0 }
                reports: { json: out/report.json }
                """);

        Spoken said = Spoken.in(here, "verify", "--format", "text=out/report.txt");

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(said.out()).startsWith("UNSAFE").contains("0001_users.down.sql:1", "customers");
        assertThat(here.resolve("out/report.txt")).content().startsWith("UNSAFE");
        assertThat(here.resolve("out/report.json")).content().contains("\"verdict\": \"unsafe\"", "\"shop\"");

        Spoken again = Spoken.in(here, "report", "out/report.json");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(said.out());
    }

    @Test
    void a_report_can_take_the_place_of_the_text() throws IOException {
        layChain("migrations", "drop table users;");

        Spoken said = Spoken.in(
                here, "verify", "--provider", "embedded", "--rows", "0", "--format", "json", "--postgres", "18");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("{").contains("\"lockkeeper-report/1\"", "\"version\": \"18.");
    }

    @Test
    void the_sample_chain_of_the_readme_is_safe() {
        Spoken said = Spoken.in(Path.of(".."), "verify", "migrations/bookshop", "--provider", "embedded");

        assertThat(said.exitCode()).as(said.err() + said.out()).isZero();
    }

    private void layChain(String folder, String down) throws IOException {
        write(folder + "/0001_users.up.sql", "create table users (id int primary key);\n");
        write(folder + "/0001_users.down.sql", down + "\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
