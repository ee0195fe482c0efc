package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Fact.OwnTransaction;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.StatementTrace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one run of a script.
 *
 * @param failedIndex the index of the refused statement; the number of statements when it was the commit
 * @param committed how many statements had been committed when the run ended
 */
record ScriptRun(
        List<StatementTrace> traces,
        @Nullable Failure failure,
        int failedIndex,
        int committed,
        List<OwnTransaction> ownTransactions,
        long millis) {

    ScriptRun {
        traces = List.copyOf(traces);
        ownTransactions = List.copyOf(ownTransactions);
    }

    boolean ok() {
        return failure == null;
    }

    Optional<Failure> refused() {
        return Optional.ofNullable(failure);
    }
}
