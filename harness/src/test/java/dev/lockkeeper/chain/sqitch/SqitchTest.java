package dev.lockkeeper.chain.sqitch;

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

class SqitchTest {

    private static final String HEAD = "%syntax-version=1.0.0\n%project=flipr\n\n";
    private static final String WHO = " 2024-01-01T00:00:00Z Me <me@example.org>";

    private final ChainFolder folder;

    SqitchTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    @Test
    void the_plan_gives_the_order_and_scripts_go_through_psql() {
        Chain chain = folder.file(
                        "sqitch.plan",
                        HEAD + "users" + WHO + " # Adds users\nflips [users !old other:thing]" + WHO + "\n@v1" + WHO
                                + " # Tag\n")
                .file("deploy/users.sql", "begin;\ncreate table users ();\ncommit;\n")
                .file("revert/users.sql", "\\set ON_ERROR_STOP on\ndrop table users;\n")
                .file("deploy/flips.sql", "select 1;")
                .file("deploy/forgotten.sql", "select 1;")
                .read();

        assertThat(chain.format()).isEqualTo("sqitch");
        assertThat(versions(chain)).containsExactly("users", "flips");
        assertThat(step(chain, "users").description()).isEqualTo("Adds users");
        assertThat(step(chain, "users").file()).isEqualTo("deploy/users.sql");
        assertThat(up(chain, "users").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
        assertThat(sql(down(chain, "users"))).containsExactly("drop table users");
        assertThat(step(chain, "flips").down()).isEqualTo(new Down.Missing());
        assertThat(step(chain, "flips").kind()).isEqualTo(StepKind.VERSIONED);
        assertThat(seen(chain, Fact.FileIgnored.class))
                .extracting(ignored -> ignored.at().file())
                .containsExactly("deploy/forgotten.sql");
    }

    @Test
    void a_reworked_change_keeps_its_old_scripts_under_the_tag() {
        Chain chain = folder.file(
                        "sqitch.plan",
                        HEAD + "f" + WHO + "\n@v1" + WHO + "\ng" + WHO + "\n@v2" + WHO + "\nf [f@v1]" + WHO
                                + " # again\n")
                .file("deploy/f@v1.sql", "select 1;")
                .file("deploy/g.sql", "select 2;")
                .file("deploy/f.sql", "select 3;")
                .read();

        assertThat(versions(chain)).containsExactly("f@v1", "g", "f");
        assertThat(sql(up(chain, "f"))).containsExactly("select 3");
    }

    @Test
    void mistakes_in_the_plan_have_their_line() {
        assertThat(folder.file("sqitch.plan", HEAD + "a" + WHO + "\na" + WHO + "\nb [c]" + WHO + "\n")
                        .file("deploy/a.sql", "select 1;")
                        .refused())
                .hasMessageContaining("sqitch.plan:5: the change a is in the plan already")
                .hasMessageContaining("sqitch.plan:6: it needs c, which is not before it")
                .hasMessageContaining("sqitch.plan:6: the plan names b, and deploy/b.sql is not there");
    }
}
