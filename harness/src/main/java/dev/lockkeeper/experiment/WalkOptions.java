package dev.lockkeeper.experiment;

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
 * @param witness looks at the stage behind each step that is looked at
 */
public record WalkOptions(
        Optional<String> role, Fixtures fixtures, long seed, int rowsPerTable, int judgedFrom, StageWitness witness) {

    public WalkOptions(Optional<String> role, Fixtures fixtures, long seed, int rowsPerTable) {
        this(role, fixtures, seed, rowsPerTable, 0, StageWitness.NOBODY);
    }

    public WalkOptions judgingFrom(int position) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, position, witness);
    }

    public WalkOptions witnessedBy(StageWitness other) {
        return new WalkOptions(role, fixtures, seed, rowsPerTable, judgedFrom, other);
    }

    public static WalkOptions plain() {
        return new WalkOptions(Optional.empty(), Fixtures.in(null, (file, text) -> List.of()), 1, 0);
    }
}
