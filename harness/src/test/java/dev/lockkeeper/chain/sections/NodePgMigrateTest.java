package dev.lockkeeper.chain.sections;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.sql;
import static dev.lockkeeper.chain.ChainFolder.step;
import static dev.lockkeeper.chain.ChainFolder.up;
import static dev.lockkeeper.chain.ChainFolder.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Unreadable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePgMigrateTest {

    private final ChainFolder folder;

    NodePgMigrateTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void times_of_both_lengths_sort_together_and_everything_is_one_transaction() {
        Chain chain = folder.file(
                        "20200513070724505_b.sql", "-- Up Migration\nselect 2;\n-- Down Migration\nselect -2;\n")
                .file("1500000000000_a.sql", "--UP MIGRATION\nselect 1;")
                .file("1600000000000_c.js", "exports.up = pgm => {}")
                .read();

        assertThat(chain.format()).isEqualTo("node-pg-migrate");
        assertThat(chain.batch()).isTrue();
        assertThat(versions(chain)).containsExactly("1500000000000", "20200513070724505", "1600000000000");
        assertThat(sql(down(chain, "20200513070724505"))).containsExactly("select -2");
        assertThat(step(chain, "1500000000000").down()).isEqualTo(new Down.Missing());
        assertThat(step(chain, "1600000000000").up()).isInstanceOf(Unreadable.class);
    }

    @Test
    void without_marks_all_is_up() {
        Chain chain = folder.file("package.json", "{\"devDependencies\": {\"node-pg-migrate\": \"8\"}}")
                .file("1500000000000_a.sql", "select 1; select 2")
                .read();

        assertThat(sql(up(chain, "1500000000000"))).containsExactly("select 1", "select 2");
    }

    @Test
    void pairs_of_files_are_known_by_the_project() {
        Chain chain = folder.file("package.json", "{\"devDependencies\": {\"node-pg-migrate\": \"8\"}}")
                .file("001_a.up.sql", "select 1")
                .file("001_a.down.sql", "select -1")
                .read();

        assertThat(chain.format()).isEqualTo("node-pg-migrate");
        assertThat(sql(down(chain, "001"))).containsExactly("select -1");
    }
}
