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
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Two chains of the market, of which one took over from the other, describe one database. */
class SameDatabaseIT {

    private static final Path MARKET =
            Path.of("..", "migrations", "km0-market").toAbsolutePath().normalize();

    @Test
    void the_drizzle_chain_ends_where_the_prisma_chain_does() throws SQLException {
        CatalogSnapshot drizzle = head("drizzle");
        CatalogSnapshot prisma = head("prisma/migrations");

        assertThat(drizzle.hasTable("public.orders")).isTrue();
        assertThat(CatalogDiffs.between(prisma, drizzle).isEmpty())
                .as("%s", CatalogDiffs.between(prisma, drizzle))
                .isTrue();
    }

    @Test
    void a_column_that_only_one_of_them_has_is_named() throws SQLException {
        CatalogSnapshot drizzle = head("drizzle");
        CatalogSnapshot before = walk("drizzle").steps().get(2).before();

        assertThat(CatalogDiffs.between(before, drizzle).added())
                .anyMatch(object -> object.id().name().equals("public.customers.phone"));
    }

    private static CatalogSnapshot head(String folder) throws SQLException {
        WalkedChain walked = walk(folder);
        return walked.steps().get(walked.steps().size() - 1).after();
    }

    private static WalkedChain walk(String folder) throws SQLException {
        Chain chain = ChainFormats.read(MARKET.resolve(folder), null, ReadOptions.named("market"));
        return ChainWalk.walk(
                chain,
                Budgets.defaults(),
                RuleTrial.server(Verifications.DEFAULT_VERSION),
                WalkOptions.plain(),
                Progress.SILENT);
    }
}
