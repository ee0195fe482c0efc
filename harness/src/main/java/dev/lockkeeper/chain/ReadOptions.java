package dev.lockkeeper.chain;

import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says about a chain's reading.
 *
 * @param name the chain's name
 * @param placeholders values for formats that have them
 * @param grouping {@code step}, {@code batch} or {@code none} when the user overrides the tool's own
 */
public record ReadOptions(String name, Map<String, String> placeholders, Optional<GroupingChoice> grouping) {

    /** The words of {@code grouping:} in the configuration, but {@code default}. */
    public enum GroupingChoice {
        STEP,
        BATCH,
        NONE
    }

    public static ReadOptions named(String name) {
        return new ReadOptions(name, Map.of(), Optional.empty());
    }
}
