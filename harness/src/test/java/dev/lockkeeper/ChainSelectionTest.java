package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainSelectionTest {

    @TempDir
    Path here;

    @Test
    void without_a_file_every_chain_below_is_found_and_named_after_its_folder() throws IOException {
        lay("services/auth/migrations", "services/plans/migrations", "services/auth/seeds-migrations");

        Configuration run = only(select("services"));

        assertThat(run.file()).isEmpty();
        assertThat(names(run))
                .containsExactly("services/auth/migrations", "seeds-migrations", "services/plans/migrations");
    }

    @Test
    void a_folder_with_a_file_is_verified_as_the_file_says() throws IOException {
        lay("migrations/auth", "migrations/plans", "migrations/other");
        configure(".", "chains: [{ path: migrations/auth }, { path: migrations/plans }]");

        assertThat(names(only(select()))).containsExactly("auth", "plans");
        assertThat(names(only(select("lockkeeper.yml")))).containsExactly("auth", "plans");
    }

    @Test
    void a_chain_is_verified_under_the_file_above_it_with_the_chains_it_needs() throws IOException {
        lay("migrations/auth", "migrations/plans", "migrations/chat");
        configure(
                ".",
                """
                postgres: { version: 15 }
                chains:
                  - path: migrations/auth
                  - { path: migrations/plans, needs: auth }
                  - path: migrations/chat
                allow:
                  - { rule: a, chain: chat, reason: r }
                  - { rule: b, chain: plans, reason: r }
                """);

        Configuration run = only(select("migrations/plans"));

        assertThat(run.postgres().version()).contains("15");
        assertThat(names(run)).containsExactly("auth", "plans");
        assertThat(run.allow()).extracting(entry -> entry.rule()).containsExactly("b");
    }

    @Test
    void a_chain_the_file_does_not_name_is_verified_without_it() throws IOException {
        lay("migrations/auth", "migrations/other");
        configure(".", "chains: [{ path: migrations/auth }]");

        Configuration run = only(select("migrations/other"));

        assertThat(run.file()).isEmpty();
        assertThat(names(run)).containsExactly("other");
    }

    @Test
    void a_file_that_names_no_chain_speaks_for_those_found() throws IOException {
        lay("db/migrations");
        configure(".", "rows: { seed: 7 }");

        Configuration run = only(select());

        assertThat(run.rows().seed()).isEqualTo(7);
        assertThat(names(run)).containsExactly("migrations");
    }

    @Test
    void files_below_the_path_each_make_a_run_of_their_own() throws IOException {
        lay("one/migrations", "two/migrations", "three/migrations");
        configure("one", "chains: [{ name: one, path: migrations }]");
        configure("two", "chains: [{ name: two, path: migrations }]");

        assertThat(select("."))
                .extracting(ChainSelectionTest::names)
                .containsExactly(List.of("one"), List.of("migrations"), List.of("two"));
    }

    private List<Configuration> select(String... paths) {
        return new ChainSelection(here, Vocabulary.any()).of(List.of(paths));
    }

    private static Configuration only(List<Configuration> runs) {
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private static List<String> names(Configuration run) {
        return run.chains().stream().map(ChainSettings::name).toList();
    }

    private void lay(String... folders) throws IOException {
        for (String folder : folders) {
            Files.createDirectories(here.resolve(folder));
            Files.writeString(here.resolve(folder).resolve("0001_a.up.sql"), "create table a (id int);\n");
            Files.writeString(here.resolve(folder).resolve("0001_a.down.sql"), "drop table a;\n");
        }
    }

    private void configure(String folder, String yaml) throws IOException {
        Files.writeString(here.resolve(folder).resolve(Configuration.FILE), yaml);
    }
}
