package dev.lockkeeper.chain.updown;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.seen;
import static dev.lockkeeper.chain.ChainFolder.sql;
import static dev.lockkeeper.chain.ChainFolder.step;
import static dev.lockkeeper.chain.ChainFolder.up;
import static dev.lockkeeper.chain.ChainFolder.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DieselTest {

    private final ChainFolder folder;

    DieselTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void folders_sort_by_their_version_without_dashes() {
        Chain chain = folder.file("2024-02-01-000000_b/up.sql", "select 2")
                .file("20240101000000_a_first/up.sql", "select 1")
                .file("20240101000000_a_first/down.sql", "select -1")
                .file("empty_folder/README", "")
                .read();

        assertThat(chain.format()).isEqualTo("diesel");
        assertThat(versions(chain)).containsExactly("20240101000000", "2024-02-01-000000");
        assertThat(step(chain, "20240101000000").description()).isEqualTo("a first");
        assertThat(step(chain, "20240101000000").file()).isEqualTo("20240101000000_a_first/up.sql");
        assertThat(sql(down(chain, "20240101000000"))).containsExactly("select -1");
    }

    @Test
    void metadata_without_the_key_reads_as_false() {
        Chain chain = folder.file("1_a/up.sql", "select 1")
                .file("2_b/up.sql", "select 1")
                .file("2_b/metadata.toml", "# nothing yet\n")
                .file("3_c/up.sql", "select 1")
                .file("3_c/down.sql", "select 1")
                .file("3_c/metadata.toml", "run_in_transaction = false\n")
                .file("4_d/up.sql", "select 1")
                .file("4_d/metadata.toml", "run_in_transaction = true\n")
                .file("5_e/up.sql", "select 1")
                .file("5_e/metadata.toml", "run_in_transaction = no\n")
                .read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(up(chain, "2").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(up(chain, "3").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(down(chain, "3").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(up(chain, "4").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(up(chain, "5").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(seen(chain, Fact.MarkerInert.class))
                .extracting(inert -> inert.at().file())
                .containsExactly("2_b/metadata.toml", "5_e/metadata.toml");
    }

    @Test
    void a_file_of_no_bytes_is_refused_by_the_tool_and_a_comment_is_not() {
        Chain chain = folder.file("1_a/up.sql", "select 1")
                .file("1_a/down.sql", "")
                .file("2_b/up.sql", "select 1")
                .file("2_b/down.sql", "-- nothing\n")
                .read();

        assertThat(seen(chain, Fact.RefusedByTool.class))
                .extracting(refused -> refused.at().file())
                .containsExactly("1_a/down.sql");
        assertThat(down(chain, "2").isEmpty()).isTrue();
    }

    @Test
    void a_down_without_an_up_is_a_mistake() {
        assertThat(folder.file("1_a/up.sql", "select 1")
                        .file("2_b/down.sql", "select 1")
                        .refused())
                .hasMessageContaining("2_b/down.sql:1: a down without an up");
    }
}
