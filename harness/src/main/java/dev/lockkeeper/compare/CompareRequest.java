package dev.lockkeeper.compare;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to hold against what.
 *
 * @param tables of the source, all when empty
 * @param map tables of the source by the name that the target has for them
 * @param ignore columns that need not be the same, as {@code table.column}
 * @param values whether what differs is shown, and not only where
 * @param strict whether tables and columns that only the target has are differences, too
 * @param shown how many differing rows of a table are named
 * @param zone what times of the source without a zone are meant in
 */
public record CompareRequest(
        List<String> tables,
        Map<String, String> map,
        Set<String> ignore,
        boolean values,
        boolean strict,
        int shown,
        ZoneId zone) {

    /** So many differing rows are read by people; more are counted. */
    public static final int SHOWN = 100;

    public CompareRequest {
        tables = List.copyOf(tables);
        map = Map.copyOf(map);
        ignore = Set.copyOf(ignore);
    }

    public static CompareRequest ofAll() {
        return new CompareRequest(List.of(), Map.of(), Set.of(), false, false, SHOWN, ZoneOffset.UTC);
    }

    public CompareRequest showingValues() {
        return new CompareRequest(tables, map, ignore, true, strict, shown, zone);
    }
}
