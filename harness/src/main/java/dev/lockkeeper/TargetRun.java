package dev.lockkeeper;

import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.Memory;
import java.util.Map;
import java.util.Optional;

/**
 * How chains are held against a live database.
 *
 * @param histories tables that the configuration names, by chain
 * @param memory what was seen of the target before
 * @param role who deploys, when it is not who connects
 * @param showValues whether values of the target's rows may be shown
 */
public record TargetRun(Map<String, HistoryTable> histories, Memory memory, Optional<String> role, boolean showValues) {

    public TargetRun {
        histories = Map.copyOf(histories);
    }

    public static TargetRun plain() {
        return new TargetRun(Map.of(), Memory.none(), Optional.empty(), false);
    }
}
