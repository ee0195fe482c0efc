package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

    @TempDir
    Path here;

    @Test
    void what_it_writes_can_be_read_and_names_the_chains_it_found() throws IOException {
        layChain("auth/migrations");
        layChain("plans/migrations");

        assertThat(Spoken.in(here, "init").exitCode()).isZero();

        Configuration read = Configuration.read(here.resolve(Configuration.FILE), Vocabulary.any());
        assertThat(read.chains()).extracting(ChainSettings::name).containsExactly("auth", "plans");
        assertThat(read.chains())
                .allSatisfy(chain -> assertThat(chain.fixtures()).isDirectory());
    }

    @Test
    void what_is_there_already_stays() throws IOException {
        layChain("migrations");
        Files.writeString(here.resolve(Configuration.FILE), "# mine\n");

        Spoken said = Spoken.in(here, "init");

        assertThat(said.out()).contains("kept     " + here.resolve(Configuration.FILE));
        assertThat(here.resolve(Configuration.FILE)).hasContent("# mine\n");
    }

    @Test
    void without_any_chain_nothing_is_written() {
        Spoken said = Spoken.in(here, "init");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("There is no migration chain below");
        assertThat(here).isEmptyDirectory();
    }

    private void layChain(String folder) throws IOException {
        Files.createDirectories(here.resolve(folder));
        Files.writeString(here.resolve(folder).resolve("0001_a.up.sql"), "create table a (id int);\n");
        Files.writeString(here.resolve(folder).resolve("0001_a.down.sql"), "drop table a;\n");
    }
}
