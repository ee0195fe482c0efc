package dev.lockkeeper.chain.updown;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.seen;
import static dev.lockkeeper.chain.ChainFolder.sql;
import static dev.lockkeeper.chain.ChainFolder.step;
import static dev.lockkeeper.chain.ChainFolder.up;
import static dev.lockkeeper.chain.ChainFolder.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GolangMigrateTest {

    private final Path temp;

    GolangMigrateTest(@TempDir Path temp) {
        this.temp = temp;
    }

    private ChainFolder folder() {
        return new ChainFolder(temp);
    }

    @Test
    void versions_keep_their_zeros_and_sort_as_numbers() {
        Chain chain = folder().file("10_c.up.sql", "select 10")
                .file("0002_b.up.sql", "select 2")
                .file("1_a.up.sql", "select 1")
                .read();

        assertThat(chain.format()).isEqualTo("golang-migrate");
        assertThat(versions(chain)).containsExactly("1", "0002", "10");
        assertThat(chain.oneSession()).isTrue();
        assertThat(chain.batch()).isFalse();
    }

    @Test
    void up_and_down_of_one_version_may_have_different_names_and_zeros() {
        Chain chain = folder().file("1_create_users.up.sql", "create table users ()")
                .file("01_drop_users.down.sql", "drop table users")
                .read();

        assertThat(step(chain, "1").description()).isEqualTo("create users");
        assertThat(step(chain, "1").file()).isEqualTo("1_create_users.up.sql");
        assertThat(sql(down(chain, "1"))).containsExactly("drop table users");
        assertThat(down(chain, "1").at().file()).isEqualTo("01_drop_users.down.sql");
    }

    @Test
    void a_file_is_one_simple_query() {
        Chain chain = folder().file("1_a.up.sql", "select 1;\nselect 2;").read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(sql(up(chain, "1"))).containsExactly("select 1", "select 2");
    }

    @Test
    void the_configuration_may_choose_another_grouping() {
        folder().file("1_a.up.sql", "select 1");

        assertThat(grouped(GroupingChoice.STEP).batch()).isFalse();
        assertThat(up(grouped(GroupingChoice.STEP), "1").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(grouped(GroupingChoice.BATCH).batch()).isTrue();
        assertThat(up(grouped(GroupingChoice.BATCH), "1").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(up(grouped(GroupingChoice.NONE), "1").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
    }

    private Chain grouped(GroupingChoice choice) {
        return ChainFormats.read(temp, null, new ReadOptions("chain", Map.of(), Optional.of(choice)));
    }

    @Test
    void no_down_an_empty_down_and_a_one_way_mark_are_three_things() {
        Chain chain = folder().file("1_a.up.sql", "select 1")
                .file("2_a.up.sql", "select 1")
                .file("2_a.down.sql", "-- nothing to do\n")
                .file("3_a.up.sql", "-- lockkeeper:one-way reason=\"rows are gone\"\nselect 1")
                .file("4_a.up.sql", "-- lockkeeper:one-way reason=\"not needed\"\nselect 1")
                .file("4_a.down.sql", "select 2")
                .file("5_a.up.sql", "select 1")
                .file("5_a.down.sql", "-- lockkeeper:one-way reason=\"the tool wants a file\"\n")
                .read();

        assertThat(step(chain, "1").down()).isEqualTo(new Down.Missing());
        assertThat(down(chain, "2").isEmpty()).isTrue();
        assertThat(step(chain, "3").down()).isInstanceOf(Down.OneWay.class);
        assertThat(down(chain, "4").isEmpty()).isFalse();
        assertThat(step(chain, "4").marks()).hasSize(1);
        assertThat(step(chain, "5").down()).isInstanceOf(Down.OneWay.class);
    }

    @Test
    void every_mistake_is_told_at_once() {
        String message = folder().file("1_a.up.sql", "select 1")
                .file("01_b.up.sql", "select 1")
                .file("7_x.down.sql", "select 1")
                .file("8_y.up.sql", "\\i other.sql\n")
                .file("9_z.up.sql", "-- lockkeeper:one-way\nselect 1")
                .bytes("10_w.up.sql", "select 1;\n-- caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                .refused()
                .getMessage();

        assertThat(message)
                .contains("1_a.up.sql:1: version 1 has its up already in 01_b.up.sql")
                .contains("7_x.down.sql:1: a down without an up")
                .contains("8_y.up.sql:1: \\i is a command of psql")
                .contains("9_z.up.sql:1: a one-way mark gives its reason")
                .contains("10_w.up.sql:2: byte 0xE9 at byte offset 16 is not UTF-8")
                .contains("Try: ");
    }

    @Test
    void a_file_the_tool_passes_over_is_noticed() {
        Chain chain = folder().file("1_a.up.sql", "select 1")
                .file("v2_b.up.sql", "select 1")
                .file("README.md", "read me")
                .read();

        assertThat(seen(chain, Fact.FileIgnored.class))
                .extracting(ignored -> ignored.at().file())
                .containsExactly("v2_b.up.sql");
    }

    @Test
    void what_the_tool_cannot_send_is_read_and_noticed() {
        Chain chain = folder().file("1_a.up.sql", "\\restrict abc\ncopy t from stdin;\n1\n\\.\n")
                .bytes("2_b.up.sql", ("\uFEFF" + "select 'ü'").getBytes(StandardCharsets.UTF_16LE))
                .file("3_c.up.sql", "\uFEFFselect 1")
                .read();

        assertThat(seen(chain, Fact.RefusedByTool.class))
                .extracting(refused -> refused.at() + " " + refused.what())
                .containsExactly(
                        "1_a.up.sql:1 \\restrict",
                        "1_a.up.sql:2 COPY … FROM stdin",
                        "2_b.up.sql:1 UTF-16",
                        "3_c.up.sql:1 UTF-8 with a byte order mark");
        assertThat(sql(up(chain, "2"))).containsExactly("select 'ü'");
        assertThat(sql(up(chain, "3"))).containsExactly("select 1");
    }

    @Test
    void the_checksum_does_not_see_line_ends_but_sees_the_down() {
        Chain unix = folder().file("1_a.up.sql", "select 1;\nselect 2;\n").read();
        Chain windows =
                folder().file("1_a.up.sql", "select 1;\r\nselect 2;\r\n").read();
        Chain withDown = folder().file("1_a.down.sql", "select 3").read();

        assertThat(windows.steps().get(0).checksum())
                .isEqualTo(unix.steps().get(0).checksum())
                .startsWith("sha256:");
        assertThat(windows.digest()).isEqualTo(unix.digest());
        assertThat(withDown.digest()).isNotEqualTo(unix.digest());
    }

    @Test
    void files_cut_from_one_migration_are_one_group() {
        Chain chain = folder().file("2023010112000001_a.up.sql", "create table a ()")
                .file("2023010112000002_b.up.sql", "create table b ()")
                .file("2023010112000002_b.down.sql", "drop table b")
                .file("2023020112000001_c.up.sql", "select 1; select 2")
                .file("2023020112000002_c.up.sql", "select 1")
                .file("20230301120000_d.up.sql", "select 1")
                .file("20230301120001_e.up.sql", "select 1")
                .file("5_f.up.sql", "select 1")
                .readAs("golang-migrate");

        assertThat(chain.steps())
                .extracting(step -> step.version() + " " + step.group())
                .contains(
                        "2023010112000001 20230101120000",
                        "2023010112000002 20230101120000",
                        "2023020112000001 2023020112000001",
                        "20230301120000 20230301120000",
                        "20230301120001 20230301120001",
                        "5 5");
    }
}
