package dev.lockkeeper.chain.atlas;

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
import dev.lockkeeper.model.StepKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasTest {

    private final ChainFolder folder;

    AtlasTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp).file("atlas.sum", "h1:x");
    }

    @Test
    void files_sort_by_name_and_a_directive_at_the_top_counts() {
        Chain chain = folder.file("20240102_b.sql", "-- atlas:txmode none\n\ncreate index concurrently i on t (a);")
                .file("20240101_a_first.sql", "select 1; select 2")
                .file("20240103.sql", "-- atlas:txmode none\nselect 1;")
                .file("20240104_base.sql", "-- atlas:checkpoint\n\nselect 1;")
                .read();

        assertThat(chain.format()).isEqualTo("atlas");
        assertThat(versions(chain)).containsExactly("20240101", "20240102", "20240103", "20240104");
        assertThat(step(chain, "20240101").description()).isEqualTo("a first");
        assertThat(up(chain, "20240101").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(up(chain, "20240102").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(up(chain, "20240103").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(step(chain, "20240104").kind()).isEqualTo(StepKind.BASELINE);
        assertThat(step(chain, "20240101").down()).isEqualTo(new Down.Missing());
        assertThat(seen(chain, Fact.MarkerInert.class))
                .extracting(inert -> inert.at().toString())
                .containsExactly("20240103.sql:1");
    }

    @Test
    void an_archive_holds_both_ways_and_checks() {
        Chain chain = folder.file(
                        "1_a.sql",
                        """
                        -- atlas:txtar

                        -- checks.sql --
                        select not exists (select 1 from t);
                        -- migration.sql --
                        drop table t;
                        -- down.sql --
                        create table t ();
                        """)
                .read();

        assertThat(sql(up(chain, "1"))).containsExactly("drop table t");
        assertThat(up(chain, "1").statements().get(0).at().line()).isEqualTo(6);
        assertThat(sql(down(chain, "1"))).containsExactly("create table t ()");
        assertThat(seen(chain, Fact.NotObserved.class)).hasSize(1);
    }

    @Test
    void a_delimiter_of_its_own_is_a_mistake() {
        assertThat(folder.file("1_a.sql", "-- atlas:delimiter \\n\\n\\n\n\nselect 1")
                        .refused())
                .hasMessageContaining("1_a.sql:1: Lockkeeper does not read files with a delimiter");
    }
}
