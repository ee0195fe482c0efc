package dev.lockkeeper.chain.drizzle;

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

class DrizzleTest {

    private final ChainFolder folder;

    DrizzleTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    private static String journal(String... entries) {
        return "{\"version\": \"7\", \"dialect\": \"postgresql\",\n \"entries\": [\n" + String.join(",\n", entries)
                + "\n]}";
    }

    private static String entry(int idx, long when, String tag) {
        return "{\"idx\": %d, \"version\": \"7\", \"when\": %d, \"tag\": \"%s\", \"breakpoints\": true}"
                .formatted(idx, when, tag);
    }

    @Test
    void the_journal_gives_the_order_and_all_is_one_transaction() {
        Chain chain = folder.file("meta/_journal.json", journal(entry(0, 100, "0001_b"), entry(1, 200, "0000_a")))
                .file("0000_a.sql", "create table a ();\n--> statement-breakpoint\ncreate table b ();")
                .file("0001_b.sql", "select 1;--> statement-breakpoint\nselect 2;")
                .read();

        assertThat(chain.format()).isEqualTo("drizzle");
        assertThat(chain.batch()).isTrue();
        assertThat(versions(chain)).containsExactly("0001", "0000");
        assertThat(sql(up(chain, "0000"))).containsExactly("create table a ()", "create table b ()");
        assertThat(up(chain, "0000").statements())
                .extracting(s -> s.at().line())
                .containsExactly(1, 3);
        assertThat(up(chain, "0000").grouping()).isEqualTo(Grouping.TRANSACTION);
    }

    @Test
    void an_entry_older_than_one_before_it_never_runs_and_a_file_outside_the_journal_neither() {
        Chain chain = folder.file(
                        "meta/_journal.json",
                        journal(entry(0, 100, "0000_a"), entry(1, 300, "0001_b"), entry(2, 200, "0002_c")))
                .file("0000_a.sql", "select 1")
                .file("0001_b.sql", "select 1")
                .file("0002_c.sql", "select 1")
                .file("0003_d.sql", "select 1")
                .read();

        assertThat(seen(chain, Fact.SilentlySkipped.class))
                .extracting(s -> s.at().file())
                .containsExactly("0002_c.sql");
        assertThat(seen(chain, Fact.FileIgnored.class))
                .extracting(s -> s.at().file())
                .containsExactly("0003_d.sql");
        assertThat(versions(chain)).hasSize(3);
    }

    @Test
    void mistakes_in_the_journal_have_their_line() {
        assertThat(folder.file("meta/_journal.json", journal(entry(0, 100, "0000_a")))
                        .refused())
                .hasMessageContaining("meta/_journal.json:3: the journal names 0000_a.sql, which is not there");
        assertThat(folder.file("meta/_journal.json", "{\n \"entries\": [,]\n}").refused())
                .hasMessageContaining("meta/_journal.json:2: this is no JSON");
        assertThat(folder.file("meta/_journal.json", "{\"dialect\": \"sqlite\", \"entries\": []}")
                        .refused())
                .hasMessageContaining("the journal is for sqlite");
    }

    @Test
    void the_newer_layout_has_a_folder_for_each_step() {
        Chain chain = folder.file("20240102000000_b/migration.sql", "select 2")
                .file("20240102000000_b/snapshot.json", "{}")
                .file("20240101000000_a/migration.sql", "select 1;--> statement-breakpoint\nselect 11")
                .file("20240101000000_a/snapshot.json", "{}")
                .read();

        assertThat(chain.format()).isEqualTo("drizzle-1");
        assertThat(chain.batch()).isTrue();
        assertThat(versions(chain)).containsExactly("20240101000000", "20240102000000");
        assertThat(sql(up(chain, "20240101000000"))).containsExactly("select 1", "select 11");
    }
}
