package dev.lockkeeper.chain.prisma;

import static dev.lockkeeper.chain.ChainFolder.down;
import static dev.lockkeeper.chain.ChainFolder.sql;
import static dev.lockkeeper.chain.ChainFolder.step;
import static dev.lockkeeper.chain.ChainFolder.up;
import static dev.lockkeeper.chain.ChainFolder.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFolder;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Grouping;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrismaTest {

    private final ChainFolder folder;

    PrismaTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void a_file_is_one_simple_query_and_the_down_a_convention() {
        Chain chain = folder.file("migration_lock.toml", "provider = \"postgresql\"\n")
                .file("20240102000000_b/migration.sql", "select 2; select 3")
                .file("20240102000000_b/down.sql", "select -2")
                .file("20240101000000_a_first/migration.sql", "select 1")
                .read();

        assertThat(chain.format()).isEqualTo("prisma");
        assertThat(versions(chain)).containsExactly("20240101000000", "20240102000000");
        assertThat(step(chain, "20240101000000").description()).isEqualTo("a first");
        assertThat(step(chain, "20240101000000").down()).isEqualTo(new Down.Missing());
        assertThat(up(chain, "20240102000000").grouping()).isEqualTo(Grouping.SIMPLE_QUERY);
        assertThat(sql(down(chain, "20240102000000"))).containsExactly("select -2");
        assertThat(chain.batch()).isFalse();
    }

    @Test
    void folders_may_share_their_time() {
        Chain chain = folder.file("20240101000000_a/migration.sql", "select 1")
                .file("20240101000000_b/migration.sql", "select 1")
                .read();

        assertThat(versions(chain)).containsExactly("20240101000000_a", "20240101000000_b");
    }

    @Test
    void mistakes_are_told_at_once() {
        assertThat(folder.file("migration_lock.toml", "# lock\nprovider = \"mysql\"\n")
                        .file("20240101000000_a/migration.sql", "select 1")
                        .file("20240102000000_b/down.sql", "select 1")
                        .file("20240103000000_c/README.md", "")
                        .refused())
                .hasMessageContaining("migration_lock.toml:2: the chain is for mysql")
                .hasMessageContaining("20240102000000_b/down.sql:1: a down without an up")
                .hasMessageContaining("20240103000000_c:1: Prisma stops at a folder without migration.sql");
    }
}
