package dev.lockkeeper.chain.sections;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.seen;
import static dev.lockkeeper.chain.ChainFolder.sql;
import static dev.lockkeeper.chain.ChainFolder.step;
import static dev.lockkeeper.chain.ChainFolder.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbmateTest {

    private final ChainFolder folder;

    DbmateTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void a_section_is_one_query_in_a_transaction_unless_it_says_otherwise() {
        Chain chain = folder.file(
                        "20240101000000_a_b.sql",
                        "-- a comment\n-- migrate:up\ncreate table a ();\ncreate table b ();\n\n-- migrate:down transaction:false\ndrop index concurrently i;\n")
                .read();

        assertThat(chain.format()).isEqualTo("dbmate");
        assertThat(step(chain, "20240101000000").description()).isEqualTo("a b");
        assertThat(up(chain, "20240101000000").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(up(chain, "20240101000000").at().line()).isEqualTo(2);
        assertThat(down(chain, "20240101000000").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(sql(down(chain, "20240101000000"))).containsExactly("drop index concurrently i");
    }

    @Test
    void an_option_in_the_wrong_place_is_noticed() {
        Chain chain = folder.file(
                        "1_a.sql",
                        "-- migrate:up\n-- transaction:false\nselect 1;\n-- migrate:down transaction: false\n")
                .read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(seen(chain, Fact.MarkerInert.class))
                .extracting(inert -> inert.at().line())
                .containsExactly(2, 4);
    }

    @Test
    void what_dbmate_stops_at_is_a_mistake() {
        assertThat(folder.file("1_a.sql", "-- migrate:up\nselect 1;\n-- migrate:down\n")
                        .file("2_b.sql", "select 0;\n-- migrate:up\nselect 1;\n-- migrate:down\n")
                        .file("3_c.sql", "select 1;\n")
                        .file("1_d.sql", "-- migrate:up\nselect 1;\n-- migrate:down\n")
                        .refused())
                .hasMessageContaining("2_b.sql:1: dbmate stops at a statement before")
                .hasMessageContaining("3_c.sql:1: dbmate stops at a file that does not begin")
                .hasMessageContaining("version 1 is taken already");
    }

    @Test
    void a_file_without_a_down_is_read_though_dbmate_stops_at_it() {
        Chain chain = folder.file("1_a.sql", "-- migrate:up\nselect 1;\n").read();

        assertThat(step(chain, "1").down()).isEqualTo(new Down.Missing());
        assertThat(seen(chain, Fact.RefusedByTool.class)).hasSize(1);
    }
}
