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

class PlainSqlTest {

    private final ChainFolder folder;

    PlainSqlTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void numbered_files_go_to_psql_one_statement_at_a_time() {
        Chain chain = folder.file("10_c.sql", "select 1; select 2")
                .file("002-b.sql", "\\set ON_ERROR_STOP on\n\\restrict xyz\nselect 1;\n")
                .file("1 a.sql", "\uFEFFcopy t from stdin;\n1\n\\.\n")
                .file("notes.sql", "select 1")
                .read();

        assertThat(chain.format()).isEqualTo("numbered-sql");
        assertThat(versions(chain)).containsExactly("1", "002", "10");
        assertThat(up(chain, "10").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(chain.oneSession()).isFalse();
        assertThat(seen(chain, Fact.RefusedByTool.class)).isEmpty();
        assertThat(seen(chain, Fact.FileIgnored.class)).hasSize(1);
        assertThat(up(chain, "1").statements().get(0).copyData()).isEqualTo("1\n");
    }

    @Test
    void two_files_with_one_number_are_a_mistake() {
        assertThat(folder.file("001_a.sql", "select 1")
                        .file("001_b.sql", "select 1")
                        .refused())
                .hasMessageContaining("001_a.sql:1: another file has the number 001 too")
                .hasMessageContaining("001_b.sql:1: another file has the number 001 too");
    }

    @Test
    void a_running_number_behind_the_date_tells_them_apart_and_makes_a_group() {
        Chain chain = folder.file("20230101_01_a.sql", "create table a ()")
                .file("20230101_02_b.sql", "create table b ()")
                .file("20230102_c.sql", "select 1")
                .read();

        assertThat(versions(chain)).containsExactly("20230101_01", "20230101_02", "20230102");
        assertThat(chain.steps()).extracting(step -> step.group()).containsExactly("20230101", "20230101", "20230102");
    }

    @Test
    void commands_of_psql_that_do_something_are_named() {
        assertThat(folder.file("1_a.sql", "select 1;\n\\i other.sql\n\\c other\n\\set x 1\n")
                        .refused())
                .hasMessageContaining("1_a.sql:2: \\i is a command of psql")
                .hasMessageContaining("1_a.sql:3: \\c is")
                .hasMessageContaining("1_a.sql:4: \\set is");
    }

    @Test
    void downs_lie_beside_the_ups_or_in_a_folder_of_their_own() {
        Chain beside = folder.file("1_a.sql", "select 1")
                .file("1_a.down.sql", "select -1")
                .read();
        assertThat(beside.format()).isEqualTo("up-down");
        assertThat(sql(down(beside, "1"))).containsExactly("select -1");
    }

    @Test
    void folders_up_and_down_pair_by_name_or_number() {
        Chain chain = folder.file("up/001_create.sql", "select 1")
                .file("up/002_x.sql", "select 2")
                .file("down/001_drop.sql", "select -1")
                .file("down/002_x.sql", "select -2")
                .read();

        assertThat(chain.format()).isEqualTo("up-down");
        assertThat(versions(chain)).containsExactly("001", "002");
        assertThat(sql(down(chain, "001"))).containsExactly("select -1");
        assertThat(step(chain, "002").file()).isEqualTo("up/002_x.sql");
    }

    @Test
    void a_down_that_belongs_to_nothing_is_a_mistake() {
        assertThat(folder.file("up/1_a.sql", "select 1")
                        .file("down/2_b.sql", "select 1")
                        .refused())
                .hasMessageContaining("down/2_b.sql:1: a down without an up");
    }
}
