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
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlxTest {

    private final ChainFolder folder;

    SqlxTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    private ChainFolder project() {
        return folder.file("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n");
    }

    @Test
    void simple_and_reversible_files_are_told_by_the_project_around_them() {
        Chain chain = project()
                .file("20240102_b.up.sql", "select 2")
                .file("20240102_b.down.sql", "select -2")
                .file("1_first_one.sql", "select 1")
                .read();

        assertThat(chain.format()).isEqualTo("sqlx");
        assertThat(versions(chain)).containsExactly("1", "20240102");
        assertThat(step(chain, "1").description()).isEqualTo("first one");
        assertThat(step(chain, "1").down()).isEqualTo(new Down.Missing());
        assertThat(sql(down(chain, "20240102"))).containsExactly("select -2");
        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.TRANSACTION);
    }

    @Test
    void the_mark_counts_only_at_the_very_beginning() {
        Chain chain = project()
                .file("1_a.sql", "-- no-transaction\nselect 1; select 2")
                .file("2_b.sql", "\n-- no-transaction\nselect 1")
                .file("3_c.sql", "--no-transaction\nselect 1")
                .file("4_d.up.sql", "select 1")
                .file("4_d.down.sql", "-- no-transaction\nselect 1")
                .read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(up(chain, "2").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(up(chain, "3").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(down(chain, "4").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(seen(chain, Fact.MarkerInert.class))
                .extracting(Fact.MarkerInert::at)
                .containsExactly(new SourceSpan("2_b.sql", 2), new SourceSpan("3_c.sql", 1));
    }

    @Test
    void a_name_that_stops_the_tool_is_a_mistake_and_one_it_passes_over_is_noticed() {
        assertThat(project()
                        .file("1_a.sql", "select 1")
                        .file("seed_data.sql", "select 1")
                        .refused())
                .hasMessageContaining("seed_data.sql:1: sqlx stops at this name");
    }
}
