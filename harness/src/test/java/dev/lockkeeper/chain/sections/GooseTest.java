package dev.lockkeeper.chain.sections;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.sql;
import static dev.lockkeeper.chain.ChainFolder.step;
import static dev.lockkeeper.chain.ChainFolder.up;
import static dev.lockkeeper.chain.ChainFolder.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Unreadable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GooseTest {

    private final ChainFolder folder;

    GooseTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void sections_and_blocks_are_cut_as_goose_cuts_them() {
        Chain chain = folder.file(
                        "00001_a.sql",
                        """
                        -- +goose Up
                        -- a comment
                        create table a (id int);
                        select 1; select 2; -- the end
                        insert into a
                          values (1)
                        ;
                        -- +goose StatementBegin
                        create function f() returns int as $$
                        begin
                          return 1;
                        end $$ language plpgsql;
                        -- +goose StatementEnd

                        -- +goose Down
                        drop table a;
                        """)
                .read();

        assertThat(chain.format()).isEqualTo("goose");
        assertThat(sql(up(chain, "00001")))
                .containsExactly(
                        "create table a (id int)",
                        "select 1",
                        "select 2",
                        "insert into a\n  values (1)",
                        "create function f() returns int as $$\nbegin\n  return 1;\nend $$ language plpgsql");
        assertThat(up(chain, "00001").statements())
                .extracting(s -> s.at().line())
                .containsExactly(3, 4, 4, 5, 9);
        assertThat(up(chain, "00001").at()).isEqualTo(new SourceSpan("00001_a.sql", 1));
        assertThat(sql(down(chain, "00001"))).containsExactly("drop table a");
        assertThat(down(chain, "00001").at().line()).isEqualTo(15);
    }

    @Test
    void a_body_outside_a_block_is_torn_apart_at_its_lines_as_goose_does() {
        Chain chain = folder.file(
                        "1_a.sql",
                        "-- +goose Up\ncreate function f() returns int as $$\nbegin\n return 1;\nend $$ language plpgsql;\n")
                .read();

        assertThat(sql(up(chain, "1")))
                .containsExactly(
                        "create function f() returns int as $$\nbegin\n return 1;\n", "end $$ language plpgsql;\n");
    }

    @Test
    void no_transaction_holds_for_both_ways() {
        Chain chain = folder.file(
                        "1_a.sql",
                        "-- +goose Up\n-- +goose no transaction\nselect 1;\nselect 2;\n-- +goose Down\nselect 3;\n")
                .file("2_b.sql", "-- +goose Up\nselect 1;\n")
                .file(
                        "3_c.sql",
                        "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nselect 1; select 2;\n-- +goose StatementEnd\n")
                .read();

        assertThat(up(chain, "1").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(down(chain, "1").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(up(chain, "2").grouping()).isEqualTo(Grouping.TRANSACTION);
        assertThat(step(chain, "2").down()).isEqualTo(new Down.Missing());
        assertThat(up(chain, "3").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
    }

    @Test
    void an_empty_down_and_a_one_way_mark_are_kept_apart() {
        Chain chain = folder.file("1_a.sql", "-- +goose Up\nselect 1;\n-- +goose Down\n-- nothing\n")
                .file(
                        "2_b.sql",
                        "-- +goose Up\nselect 1;\n-- +goose Down\n-- lockkeeper:one-way reason=\"rows are gone\"\n")
                .read();

        assertThat(down(chain, "1").isEmpty()).isTrue();
        assertThat(step(chain, "2").down()).isInstanceOf(Down.OneWay.class);
    }

    @Test
    void steps_in_go_cannot_be_read() {
        Chain chain = folder.file("1_a.sql", "-- +goose Up\nselect 1;\n")
                .file("2_b.go", "package m\nfunc init() { goose.AddMigrationContext(up2, down2) }")
                .file("3_c.go", "package m\nfunc init() { goose.AddMigrationNoTxContext(up3, nil) }")
                .file("3_c_test.go", "package m")
                .file("main.go", "package m")
                .read();

        assertThat(versions(chain)).containsExactly("1", "2", "3");
        assertThat(step(chain, "2").up()).isInstanceOf(Unreadable.class);
        assertThat(step(chain, "2").down()).isInstanceOf(Down.Written.class);
        assertThat(step(chain, "3").down()).isEqualTo(new Down.Missing());
    }

    @Test
    void variables_are_put_in_only_where_switched_on() {
        folder.file(
                "1_a.sql",
                """
                -- +goose Up
                select '${OWNER}';
                -- +goose ENVSUB ON
                select '${OWNER}', '$OWNER', '${NONE:-other}', '$$';
                -- +goose ENVSUB OFF
                select '$OWNER';
                """);
        Chain chain =
                ChainFormats.read(folder.path(), null, new ReadOptions("c", Map.of("OWNER", "me"), Optional.empty()));

        assertThat(sql(up(chain, "1")))
                .containsExactly("select '${OWNER}'", "select 'me', 'me', 'other', '$'", "select '$OWNER'");
        assertThat(folder.refused()).hasMessageContaining("1_a.sql:4: the environment variable OWNER has no value");
    }

    @Test
    void what_goose_stops_at_is_told_all_at_once() {
        assertThat(folder.file("1_a.sql", "-- +goose Up\nselect 1;\n")
                        .file("01_b.sql", "-- +goose Up\nselect 1;\n")
                        .file("2_b.sql", "-- +goose Up\nselect 1\n")
                        .file("3_c.sql", "-- +goose Up\n-- +goose StatementBegin\nselect 1;\n")
                        .file("4_d.sql", "select 1;\n-- +goose Up\n")
                        .file("5_e.sql", "-- +goose Up\n-- +goose NOTRANSACTION\nselect 1;\n")
                        .file("6_f.sql", "-- just a comment\n")
                        .file("7_g.sql", "-- +goose Down\nselect 1;\n-- +goose Up\nselect 2;\n")
                        .refused())
                .hasMessageContaining("version 1 is taken already by")
                .hasMessageContaining("2_b.sql:2: goose finds no end of the statement")
                .hasMessageContaining("3_c.sql:3: -- +goose StatementEnd is missing")
                .hasMessageContaining("4_d.sql:1: goose stops at a statement before -- +goose Up")
                .hasMessageContaining("5_e.sql:2: goose stops at the annotation \"NOTRANSACTION\"")
                .hasMessageContaining("6_f.sql:1: there is no -- +goose Up")
                .hasMessageContaining("7_g.sql:1: -- +goose Down must follow");
    }
}
