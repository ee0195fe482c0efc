package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.experiment.WalkOptions;
import dev.lockkeeper.experiment.WalkedChain;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.StepFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market's two chains, of which one took over from the other, and its models describe one database. */
class SameDatabaseIT {

    private static final Path MARKET =
            Path.of("..", "migrations", "km0-market").toAbsolutePath().normalize();

    private static WalkedChain drizzle;

    @BeforeAll
    static void walkOnce() throws SQLException {
        drizzle = walk(MARKET.resolve("drizzle"));
    }

    @Test
    void the_drizzle_chain_ends_where_the_prisma_chain_does() throws SQLException {
        CatalogSnapshot head = head(drizzle);
        CatalogSnapshot prisma = head(walk(MARKET.resolve("prisma/migrations")));

        assertThat(head.hasTable("public.orders")).isTrue();
        assertThat(CatalogDiffs.between(prisma, head).isEmpty())
                .as("%s", CatalogDiffs.between(prisma, head))
                .isTrue();
    }

    /** Drizzle does not know NOT VALID: the step that adds a reference so is one check behind its models. */
    @Test
    void what_drizzle_generated_of_the_models_is_what_its_steps_make(@TempDir Path scratch) throws Exception {
        for (StepFacts step : drizzle.steps()) {
            String version = step.step().version();
            CatalogDiff behind = CatalogDiffs.between(step.after(), models(version, scratch));

            if (version.equals("0006")) {
                assertThat(behind.changed())
                        .singleElement()
                        .extracting(change -> change.id().name())
                        .isEqualTo("public.orders.orders_pickup_point_id_pickup_points_id_fk");
                assertThat(behind.added()).isEmpty();
                assertThat(behind.removed()).isEmpty();
            } else {
                assertThat(behind.isEmpty()).as("%s: %s", version, behind).isTrue();
            }
        }
    }

    private static CatalogSnapshot models(String version, Path scratch) throws IOException, SQLException {
        Path folder = Files.createDirectory(scratch.resolve(version));
        DrizzleSnapshot generated = DrizzleSnapshot.of(MARKET.resolve("drizzle/meta/" + version + "_snapshot.json"));
        Files.writeString(folder.resolve("0001_models.up.sql"), generated.sql());
        return head(walk(folder));
    }

    @Test
    void a_column_that_only_one_of_them_has_is_named() {
        CatalogSnapshot head = head(drizzle);
        CatalogSnapshot before = drizzle.steps().get(2).before();

        assertThat(CatalogDiffs.between(before, head).added())
                .anyMatch(object -> object.id().name().equals("public.customers.phone"));
    }

    private static CatalogSnapshot head(WalkedChain walked) {
        return walked.steps().get(walked.steps().size() - 1).after();
    }

    private static WalkedChain walk(Path folder) throws SQLException {
        Chain chain = ChainFormats.read(folder, null, ReadOptions.named("market"));
        return ChainWalk.walk(
                chain,
                Budgets.defaults(),
                RuleTrial.server(Verifications.DEFAULT_VERSION),
                WalkOptions.plain(),
                Progress.SILENT);
    }
}
