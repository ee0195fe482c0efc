package dev.lockkeeper.experiment;

import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.StepFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen of one chain.
 *
 * @param base the schema before the first step
 * @param chainFacts facts that belong to no single step
 * @param stoppedAt the version whose up was refused, so that nothing after it was seen; or null
 */
public record WalkedChain(
        CatalogSnapshot base,
        List<StepFacts> steps,
        List<Fact> chainFacts,
        @Nullable String stoppedAt,
        RowCoverage rows) {

    public WalkedChain {
        steps = List.copyOf(steps);
        chainFacts = List.copyOf(chainFacts);
    }
}
