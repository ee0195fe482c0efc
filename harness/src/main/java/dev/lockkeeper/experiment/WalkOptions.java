package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.rows.Fixtures;
import java.util.List;
import java.util.Optional;

/**
 * How a chain is walked.
 *
 * @param role migrate as this non-superuser, which is made when nothing else makes it
 * @param fixtures the user's rows and probes
 * @param seed decides every generated value
 * @param rowsPerTable how many rows to generate in each table; 0 for none
 * @param judgedFrom the position of the first step that is looked at; those before it are only applied, to stand on
 * @param needs chains that stand at their heads first, each behind those it needs itself
 * @param lints whether SchemaCrawler's linters are heard, which takes a second or more
 * @param rehearse whether each step that is looked at is also run beside others
 * @param witness looks at the stage behind each step that is looked at
 */
public record WalkOptions(
        Optional<String> role,
        Fixtures fixtures,
        long seed,
        int rowsPerTable,
        int judgedFrom,
        boolean lints,
        StageWitness witness,
        List<Needed> needs,
        boolean rehearse) {

    /** A chain that stands at its head before the walked one begins, with the user's rows of it. */
    public record Needed(Chain chain, Fixtures fixtures) {}

    public WalkOptions {
        needs = List.copyOf(needs);
    }

    public WalkOptions(Optional<String> role, Fixtures fixtures, long seed, int rowsPerTable) {
        this(role, fixtures, seed, rowsPerTable, 0, false, StageWitness.NOBODY, List.of(), false);
    }

    public WalkOptions judgingFrom(int position) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, position, lints, witness, needs, rehearse);
    }

    public WalkOptions witnessedBy(StageWitness other) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, judgedFrom, lints, other, needs, rehearse);
    }

    public WalkOptions linting(boolean heard) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, judgedFrom, heard, witness, needs, rehearse);
    }

    /** @param chains in the order they are laid under the walked one */
    public WalkOptions needing(List<Needed> chains) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, judgedFrom, lints, witness, chains, rehearse);
    }

    public WalkOptions rehearsing(boolean yes) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, judgedFrom, lints, witness, needs, yes);
    }

    public static WalkOptions plain() {
        return new WalkOptions(Optional.empty(), Fixtures.in(null, (file, text) -> List.of()), 1, 0);
    }
}
