package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.rows.RowKey;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the hurtful rows that a step can do with, after it refused some: what it does to those is still to be seen, and
 * would stay unseen if all had to go for the sake of one.
 */
final class Thinning {

    private static final int MOST_ROWS = 200;
    private static final int MOST_TRIES = 24;

    private final Stage stage;
    private final StageRows rows;
    private final Script up;
    private final Set<String> tables;
    private final Set<RowKey> borne = new HashSet<>();
    private int tries;

    Thinning(Stage stage, StageRows rows, Script up, Set<String> tables) {
        this.stage = stage;
        this.rows = rows;
        this.up = up;
        this.tables = tables;
    }

    /** None where all have to go, or where trying takes too long. */
    Set<RowKey> borne() throws SQLException {
        List<RowKey> hurtful = rows.hurtful(stage.connection(), tables);
        if (hurtful.isEmpty() || hurtful.size() > MOST_ROWS || !TransactionWords.fitsInTransaction(up)) {
            return Set.of();
        }
        try (Lab lab = new TransactionLab(stage)) {
            lab.mark();
            if (bears(lab, List.of())) {
                search(lab, hurtful);
            }
        }
        return borne;
    }

    private void search(Lab lab, List<RowKey> more) throws SQLException {
        if (tries >= MOST_TRIES) {
            return;
        }
        if (bears(lab, more)) {
            borne.addAll(more);
        } else if (more.size() > 1) {
            search(lab, more.subList(0, more.size() / 2));
            search(lab, more.subList(more.size() / 2, more.size()));
        }
    }

    private boolean bears(Lab lab, List<RowKey> more) throws SQLException {
        tries++;
        Set<RowKey> spared = new HashSet<>(borne);
        spared.addAll(more);
        rows.withdrawInside(lab.connection(), tables, spared);
        boolean applied = lab.run(up, Direction.UP, Phase.UP, false).ok();
        lab.rewind();
        return applied;
    }
}
