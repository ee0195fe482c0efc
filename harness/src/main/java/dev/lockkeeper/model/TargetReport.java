package dev.lockkeeper.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is reported of a live database.
 *
 * @param address where it answers and as whom, without the secret
 * @param identity by which it is told from others
 * @param lines what was looked at, and how it stands
 */
public record TargetReport(String name, String address, SortedMap<String, String> identity, List<Line> lines) {

    /**
     * One thing that was looked at.
     *
     * @param area {@code history}, {@code drift}, {@code rows}, {@code cost}, {@code rights}, {@code space},
     *     {@code sessions}, {@code replication}
     * @param state {@code ok}, {@code trouble}, {@code note} or {@code unknown}
     */
    public record Line(String area, String object, String state, String text) {}

    public TargetReport {
        identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
        lines = List.copyOf(lines);
    }
}
