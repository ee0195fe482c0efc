package dev.lockkeeper.chain.sections;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.seen;
import static dev.lockkeeper.chain.ChainFolder.sql;
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

class SqlMigrateTest {

    private final ChainFolder folder;

    SqlMigrateTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void numbers_come_first_by_number_and_the_rest_by_name() {
        String text = "-- +migrate Up\nselect 1;\n";
        Chain chain = folder.file("init.sql", text)
                .file("10_b.sql", text)
                .file("9_a.sql", text)
                .file("0009_z.sql", text)
                .read();

        assertThat(chain.format()).isEqualTo("sql-migrate");
        assertThat(versions(chain)).containsExactly("0009", "9", "10", "init");
    }

    @Test
    void each_way_has_its_own_grouping_and_sections_may_stand_in_any_order() {
        Chain chain = folder.file(
                        "1_a.sql",
                        """
                        -- +migrate Down
                        drop table a;
                        -- +migrate Up notransaction
                        create table a ();
                        -- +migrate StatementBegin
                        do $$ begin perform 1; end $$;
                        -- +migrate StatementEnd
                        """)
                .read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(down(chain, "1").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(sql(up(chain, "1"))).containsExactly("create table a ()", "do $$ begin perform 1; end $$");
        assertThat(up(chain, "1").statements()).extracting(s -> s.at().line()).containsExactly(4, 6);
        assertThat(up(chain, "1").at().line()).isEqualTo(3);
    }

    @Test
    void words_that_do_nothing_are_noticed() {
        Chain chain = folder.file("1_a.sql", "-- +migrate Up no-transaction\nselect 1;\n--+migrate Down\nselect 2;\n")
                .read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(sql(up(chain, "1"))).containsExactly("select 1", "select 2");
        assertThat(seen(chain, Fact.MarkerInert.class))
                .extracting(Fact.MarkerInert::marker)
                .containsExactly("no-transaction", "--+migrate Down");
    }

    @Test
    void what_the_tool_stops_at_is_a_mistake() {
        assertThat(folder.file("1_a.sql", "-- +migrate Up\nselect 1\n")
                        .file("2_b.sql", "select 1;\n")
                        .file("3_c.sql", "-- +migrate Up\n-- +migrate StatementBegin\nselect 1;\n")
                        .refused())
                .hasMessageContaining("1_a.sql:2: sql-migrate finds no end of the statement")
                .hasMessageContaining("2_b.sql:1: sql-migrate stops at a file without")
                .hasMessageContaining("3_c.sql:3: -- +migrate StatementBegin has no StatementEnd");
    }
}
