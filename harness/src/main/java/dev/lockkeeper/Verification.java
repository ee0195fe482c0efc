package dev.lockkeeper;

import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.SqlSplitter;
import dev.lockkeeper.experiment.WalkOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.rows.Fixtures;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.verdict.Allow;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to verify: an immutable request.
 *
 * @param rules the severity somebody chose for a rule by its id; empty to switch it off
 * @param rowsPerTable how many rows to generate in each table; 0 for none
 * @param jobs how many chains to walk at once
 * @param today decides which suppressions have ended
 */
public record Verification(
        List<ChainRequest> chains,
        ServerRequest server,
        Budgets budgets,
        long seed,
        int rowsPerTable,
        Map<String, Optional<Severity>> rules,
        List<Allow> allow,
        int jobs,
        LocalDate today) {

    public static final int ROWS_PER_TABLE = 12;

    public Verification {
        chains = List.copyOf(chains);
        rules = Map.copyOf(rules);
        allow = List.copyOf(allow);
    }

    /** Chains with the defaults of everything else. */
    public static Verification of(List<ChainRequest> chains, ServerRequest server, LocalDate today) {
        return new Verification(
                chains,
                server,
                Budgets.defaults(),
                1,
                ROWS_PER_TABLE,
                Map.of(),
                List.of(),
                Runtime.getRuntime().availableProcessors(),
                today);
    }

    /** How one of the chains is walked. */
    WalkOptions walkOptions(ChainRequest asked, Chain chain) {
        Fixtures fixtures = Fixtures.in(asked.fixtures(), (file, text) -> SqlSplitter.split(SourceText.of(file, text))
                .statements());
        fixtures.check(chain.steps().stream().map(Step::version).toList());
        return new WalkOptions(asked.role(), fixtures, seed, rowsPerTable);
    }
}
