package dev.lockkeeper.chain.flyway;

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
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.model.Unreadable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayTest {

    private final ChainFolder folder;

    FlywayTest(@TempDir Path temp) {
        this.folder = new ChainFolder(temp);
    }

    private Chain readWith(Map<String, String> placeholders) {
        return ChainFormats.read(folder.path(), null, new ReadOptions("c", placeholders, Optional.empty()));
    }

    @Test
    void versions_repeatables_and_baselines_have_their_order_and_kind() {
        Chain chain = folder.file("V10__c.sql", "select 10")
                .file("V1_2__b_b.sql", "select 2")
                .file("year/V2__n.sql", "select 3")
                .file("V001__a.sql", "select 1")
                .file("R__zeta.sql", "select 4")
                .file("R__Alpha view.sql", "select 5")
                .file("B2__base.sql", "select 6")
                .read();

        assertThat(chain.format()).isEqualTo("flyway");
        assertThat(versions(chain)).containsExactly("001", "1.2", "2", "10", "R__Alpha view", "R__zeta", "B2");
        assertThat(step(chain, "1.2").description()).isEqualTo("b b");
        assertThat(step(chain, "2").file()).isEqualTo("year/V2__n.sql");
        assertThat(chain.steps())
                .extracting(Step::kind)
                .containsExactly(
                        StepKind.VERSIONED,
                        StepKind.VERSIONED,
                        StepKind.VERSIONED,
                        StepKind.VERSIONED,
                        StepKind.REPEATABLE,
                        StepKind.REPEATABLE,
                        StepKind.BASELINE);
        assertThat(chain.batch()).isFalse();
    }

    @Test
    void undo_scripts_are_the_ways_back() {
        Chain chain = folder.file("V1__a.sql", "select 1")
                .file("U1.0__back.sql", "select -1")
                .file("V2__b.sql", "select 2")
                .read();

        assertThat(sql(down(chain, "1"))).containsExactly("select -1");
        assertThat(down(chain, "1").at().file()).isEqualTo("U1.0__back.sql");
        assertThat(step(chain, "2").down()).isEqualTo(new Down.Missing());
    }

    @Test
    void mistakes_are_told_at_once() {
        assertThat(folder.file("V1__a.sql", "select ${missing};\nselect '${flyway:nothing}'")
                        .file("V1.0__b.sql", "select 1")
                        .file("R__x.sql", "select 1")
                        .file("sub/R__x.sql", "select 1")
                        .file("U9__c.sql", "select 1")
                        .file("V3__d.sql", "select 1")
                        .file("V3__d.sql.conf", "executeInTransaction=true\nexecuteInTransactions=true\n")
                        .refused())
                .hasMessageContaining("version 1")
                .hasMessageContaining("is taken already by V1.0__b.sql")
                .hasMessageContaining("the repeatable script x is taken already by R__x.sql")
                .hasMessageContaining("U9__c.sql:1: a down without an up")
                .hasMessageContaining("V3__d.sql.conf:2: Flyway stops at \"executeInTransactions\"");
    }

    @Test
    void a_placeholder_without_a_value_is_a_mistake_at_its_line() {
        assertThat(folder.file("V1__a.sql", "select 1;\n-- ${Missing}\nselect '${flyway:nothing}'")
                        .refused())
                .hasMessageContaining("V1__a.sql:2: the placeholder ${Missing} has no value")
                .hasMessageContaining("V1__a.sql:3: the placeholder ${flyway:nothing} has no value")
                .hasMessageContaining("placeholders:");
    }

    @Test
    void placeholders_come_from_both_configurations_and_from_flyway_itself() {
        folder.file("flyway.conf", "flyway.placeholders.One=1\nflyway.placeholders.two=2\nflyway.schemas=public\n")
                .file(
                        "V1__a_b.sql",
                        "select ${one}, ${TWO}, '${flyway:filename}', '${flyway:defaultSchema}', '${flyway:table}'");

        Chain chain = readWith(Map.of("two", "22"));

        assertThat(sql(up(chain, "1")))
                .containsExactly("select 1, 22, 'V1__a_b.sql', 'public', 'flyway_schema_history'");
        assertThat(seen(chain, Fact.NotObserved.class)).isEmpty();
    }

    @Test
    void what_only_a_live_run_knows_is_said() {
        folder.file("V1__a.sql", "grant all on schema public to ${flyway:user}");

        assertThat(seen(readWith(Map.of()), Fact.NotObserved.class)).hasSize(1);
        assertThat(seen(readWith(Map.of("flyway:user", "me")), Fact.NotObserved.class))
                .isEmpty();
    }

    @Test
    void a_script_runs_in_a_transaction_unless_something_says_otherwise() {
        Chain chain = folder.file("V1__a.sql", "create table a (); create index i on a ((1))")
                .file("V2__b.sql", "create unique index concurrently i on a (b)")
                .file("V3__c.sql", "reindex table concurrently a")
                .file("V4__d.sql", "alter type e add value 'x'")
                .file("V5__e.sql", "select 1; select 2")
                .file("V5__e.sql.conf", "executeInTransaction=false")
                .file("V6__f.sql", "vacuum a")
                .file("V6__f.sql.conf", "executeInTransaction=true")
                .read();

        assertThat(chain.steps().stream().map(step -> up(chain, step.version()).grouping()))
                .containsExactly(
                        Grouping.TRANSACTION,
                        Grouping.AUTOCOMMIT,
                        Grouping.TRANSACTION,
                        Grouping.TRANSACTION,
                        Grouping.AUTOCOMMIT,
                        Grouping.TRANSACTION);
    }

    @Test
    void a_mixture_is_refused_unless_the_configuration_allows_it() {
        folder.file("V1__a.sql", "create table a (b int);\ncreate index concurrently i on a (b);");
        assertThat(seen(folder.read(), Fact.RefusedByTool.class))
                .extracting(fact -> fact.at().line())
                .containsExactly(2);

        folder.file("flyway.toml", "[flyway]\nmixed = true\ngroup = true\n");
        assertThat(seen(folder.read(), Fact.RefusedByTool.class)).isEmpty();
        assertThat(folder.read().batch()).isTrue();
        assertThat(up(folder.read(), "1").grouping()).isEqualTo(Grouping.AUTOCOMMIT);
    }

    @Test
    void the_configuration_names_prefixes_suffixes_and_folders() {
        Chain chain = folder.file(
                        "flyway.toml",
                        """
                        # of the project
                        [environments.default]
                        url = "jdbc:postgresql://localhost/x"
                        schemas = ["app"]

                        [flyway]
                        locations = [
                          "filesystem:sql", # first
                          "filesystem:more"
                        ]
                        sqlMigrationPrefix = "M"
                        sqlMigrationSeparator = "-"
                        sqlMigrationSuffixes = [".sql", ".pgsql"]

                        [flyway.placeholders]
                        who = "me"
                        """)
                .file("sql/M1-a.sql", "select '${who}'")
                .file("more/M2-b.pgsql", "select 2")
                .file("elsewhere/M3-c.sql", "select 3")
                .read();

        assertThat(versions(chain)).containsExactly("1", "2");
        assertThat(step(chain, "2").file()).isEqualTo("more/M2-b.pgsql");
        assertThat(sql(up(chain, "1"))).containsExactly("select 'me'");
        assertThat(seen(chain, Fact.NotObserved.class)).hasSize(1);
    }

    @Test
    void a_configuration_for_another_folder_does_not_count() {
        folder.file("flyway.conf", "flyway.locations=filesystem:sql\nflyway.sqlMigrationPrefix=M\n")
                .file("other/V1__a.sql", "select 1")
                .file("sql/M1__a.sql", "select 1");

        assertThat(versions(new ChainFolder(folder.path().resolve("other")).read()))
                .containsExactly("1");
        assertThat(versions(new ChainFolder(folder.path().resolve("sql")).readAs("flyway")))
                .containsExactly("1");
    }

    @Test
    void names_flyway_passes_over_and_callbacks_are_noticed() {
        Chain chain = folder.file("V1__a.sql", "select 1")
                .file("v2__b.sql", "select 1")
                .file("Vx__c.sql", "select 1")
                .file("R1__d.sql", "select 1")
                .file("afterMigrate__grants.sql", "select 1")
                .file("beforeClean.sql", "select 1")
                .file("V3__readme.md", "")
                .read();

        assertThat(versions(chain)).containsExactly("1");
        assertThat(seen(chain, Fact.FileIgnored.class))
                .extracting(ignored -> ignored.at().file())
                .containsExactly("R1__d.sql", "Vx__c.sql", "v2__b.sql");
        assertThat(seen(chain, Fact.NotObserved.class))
                .extracting(Fact.NotObserved::what)
                .containsExactly("the callback afterMigrate__grants.sql");
    }

    @Test
    void names_are_mistakes_when_flyway_validates_them() {
        assertThat(folder.file("flyway.conf", "flyway.validateMigrationNaming=true")
                        .file("V1__a.sql", "select 1")
                        .file("v2__b.sql", "select 1")
                        .refused())
                .hasMessageContaining("v2__b.sql:1: Flyway stops at this name");
    }

    @Test
    void programs_among_the_scripts_and_in_the_project_beside_cannot_be_read() {
        folder.file("src/main/resources/db/migration/V1__a.sql", "select 1")
                .file("src/main/resources/db/migration/V3__c.sh", "psql -c 'select 1'")
                .file("src/main/java/db/migration/V2__B.java", "class V2__B extends BaseJavaMigration {}");

        Chain chain = new ChainFolder(folder.path().resolve("src/main/resources/db/migration")).read();

        assertThat(versions(chain)).containsExactly("1", "2", "3");
        assertThat(step(chain, "2").up()).isInstanceOf(Unreadable.class);
        assertThat(step(chain, "3").up()).isInstanceOf(Unreadable.class);
    }

    @Test
    void another_encoding_may_be_configured() {
        folder.bytes("V1__a.sql", "select 'é'".getBytes(StandardCharsets.ISO_8859_1))
                .file("V1__a.sql.conf", "encoding=ISO-8859-1");

        assertThat(sql(up(folder.read(), "1"))).containsExactly("select 'é'");
    }

    @Test
    void rows_behind_copy_and_a_byte_order_mark_are_nothing_special() {
        Chain chain = folder.file("V1__a.sql", "\uFEFFcopy t from stdin;\n1\n\\.\nselect 1;")
                .read();

        assertThat(up(chain, "1").statements().get(0).copyData()).isEqualTo("1\n");
        assertThat(chain.read()).isEmpty();
    }
}
