package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.SqlSplitter;
import dev.lockkeeper.experiment.MovableStage;
import dev.lockkeeper.experiment.WalkOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.rows.Fixtures;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.verdict.Allow;
import dev.lockkeeper.verdict.Baseline;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * @param onlyNew the files by which steps count as new; others are applied to stand on, and not looked at
 * @param baseline findings that were known before and do not count
 * @param house rules of the team's own
 * @param rehearse whether each step is also run beside others that read and write
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
        LocalDate today,
        Optional<ChangedFiles> onlyNew,
        Baseline baseline,
        HouseRules house,
        boolean rehearse) {

    public static final int ROWS_PER_TABLE = 12;

    public Verification(
            List<ChainRequest> chains,
            ServerRequest server,
            Budgets budgets,
            long seed,
            int rowsPerTable,
            Map<String, Optional<Severity>> rules,
            List<Allow> allow,
            int jobs,
            LocalDate today) {
        this(chains, server, budgets, seed, rowsPerTable, rules, allow, jobs, today, Optional.empty(), Baseline.none());
    }

    public Verification(
            List<ChainRequest> chains,
            ServerRequest server,
            Budgets budgets,
            long seed,
            int rowsPerTable,
            Map<String, Optional<Severity>> rules,
            List<Allow> allow,
            int jobs,
            LocalDate today,
            Optional<ChangedFiles> onlyNew,
            Baseline baseline) {
        this(
                chains,
                server,
                budgets,
                seed,
                rowsPerTable,
                rules,
                allow,
                jobs,
                today,
                onlyNew,
                baseline,
                HouseRules.none());
    }

    public Verification(
            List<ChainRequest> chains,
            ServerRequest server,
            Budgets budgets,
            long seed,
            int rowsPerTable,
            Map<String, Optional<Severity>> rules,
            List<Allow> allow,
            int jobs,
            LocalDate today,
            Optional<ChangedFiles> onlyNew,
            Baseline baseline,
            HouseRules house) {
        this(chains, server, budgets, seed, rowsPerTable, rules, allow, jobs, today, onlyNew, baseline, house, false);
    }

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

    /** The same, looking only at steps that one of these files is part of. */
    public Verification onlyNew(ChangedFiles files) {
        return new Verification(
                chains,
                server,
                budgets,
                seed,
                rowsPerTable,
                rules,
                allow,
                jobs,
                today,
                Optional.of(files),
                baseline,
                house,
                rehearse);
    }

    /** The same beside another baseline. */
    public Verification withBaseline(Baseline other) {
        return new Verification(
                chains,
                server,
                budgets,
                seed,
                rowsPerTable,
                rules,
                allow,
                jobs,
                today,
                onlyNew,
                other,
                house,
                rehearse);
    }

    /** The same on another server. */
    public Verification on(ServerRequest other) {
        return new Verification(
                chains,
                other,
                budgets,
                seed,
                rowsPerTable,
                rules,
                allow,
                jobs,
                today,
                onlyNew,
                baseline,
                house,
                rehearse);
    }

    /** The same, judged by a team's own rules as well. */
    public Verification withHouseRules(HouseRules others) {
        return new Verification(
                chains,
                server,
                budgets,
                seed,
                rowsPerTable,
                rules,
                allow,
                jobs,
                today,
                onlyNew,
                baseline,
                others,
                rehearse);
    }

    /** The same, with or without a rehearsal beside others. */
    public Verification rehearsing(boolean yes) {
        return new Verification(
                chains, server, budgets, seed, rowsPerTable, rules, allow, jobs, today, onlyNew, baseline, house, yes);
    }

    /** Whether a step is to be looked at. */
    boolean judges(ChainRequest asked, Chain chain, Step step) {
        return onlyNew.isEmpty() || onlyNew.get().concern(chain, step, asked.fixtures());
    }

    /** Whether anything of a chain is to be looked at; a file that its tool passes over is. */
    boolean judgesAnyOf(ChainRequest asked, Chain chain) {
        return onlyNew.isEmpty()
                || onlyNew.get().anyIn(chain.path())
                || judgedFrom(asked, chain) < chain.steps().size();
    }

    private int judgedFrom(ChainRequest asked, Chain chain) {
        int position = 0;
        while (position < chain.steps().size()
                && !judges(asked, chain, chain.steps().get(position))) {
            position++;
        }
        return position;
    }

    /**
     * A database for one of the chains, before its first step and on top of those it needs, to be moved by hand.
     *
     * @param layFixtures whether each version's rows of the user are laid when the chain reaches it
     */
    public MovableStage stage(String name, ThrowawayServer server, boolean layFixtures) throws SQLException {
        ChainRequest asked = chains.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> LockkeeperException.because("There is no chain " + name + " here.")
                        .tryThis("one of "
                                + String.join(
                                        ", ",
                                        chains.stream().map(ChainRequest::name).toList())));
        Chain chain = read(asked);
        List<WalkOptions.Needed> needs = new ArrayList<>();
        for (ChainRequest below : ChainGroups.below(asked, chains, one -> one)) {
            Chain needed = read(below);
            needs.add(new WalkOptions.Needed(needed, walkOptions(below, needed).fixtures()));
        }
        return MovableStage.create(server, chain, walkOptions(asked, chain).needing(needs), layFixtures);
    }

    private static Chain read(ChainRequest asked) {
        return ChainFormats.read(asked.path(), asked.format(), asked.reading()).named(asked.name());
    }

    /** How one of the chains is walked. */
    WalkOptions walkOptions(ChainRequest asked, Chain chain) {
        Fixtures fixtures = Fixtures.in(asked.fixtures(), (file, text) -> SqlSplitter.split(SourceText.of(file, text))
                .statements());
        fixtures.check(chain.steps().stream().map(Step::version).toList());
        return new WalkOptions(asked.role(), fixtures, seed, rowsPerTable)
                .judgingFrom(judgedFrom(asked, chain))
                .linting(rules.getOrDefault("schema-lint", Optional.empty()).isPresent())
                .witnessedBy(house.witness())
                .rehearsing(rehearse);
    }
}
