package dev.lockkeeper.rows;

import dev.lockkeeper.model.Population;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers by key where rows came from. Rows it does not know were written by the chain itself, and count as plain:
 * every database that ran the chain holds them.
 */
public final class RowOrigins {

    private final Map<Long, Map<String, Population>> known = new HashMap<>();
    private final Set<Long> fixtures = new HashSet<>();

    /** Whether we made this row. */
    boolean generated(long table, String identity) {
        Population population = known.getOrDefault(table, Map.of()).get(identity);
        return population == Population.PLAIN || population == Population.ADVERSARIAL;
    }

    @Nullable
    Population known(long table, String identity) {
        return known.getOrDefault(table, Map.of()).get(identity);
    }

    Population of(long table, String identity) {
        Population otherwise = fixtures.contains(table) ? Population.FIXTURE : Population.PLAIN;
        return known.getOrDefault(table, Map.of()).getOrDefault(identity, otherwise);
    }

    /** Takes all rows of a table that we did not make for the user's, when they are too many to remember each. */
    void allOthersAreFixtures(long table) {
        fixtures.add(table);
    }

    void put(long table, String identity, Population population) {
        known.computeIfAbsent(table, any -> new HashMap<>()).put(identity, population);
    }

    /** Remembers every row that is in the second picture and not in the first. */
    public void markNew(DataPicture before, DataPicture after, Population population) {
        after.tables().forEach((oid, table) -> {
            int[] key = table.keyPlaces();
            Set<String> old = new HashSet<>();
            TablePicture then = before.tables().get(oid);
            if (then != null) {
                then.rows().forEach(row -> old.add(TablePicture.identity(row, key)));
            }
            table.rows().stream()
                    .map(row -> TablePicture.identity(row, key))
                    .filter(identity -> !old.contains(identity))
                    .forEach(identity -> put(oid, identity, population));
        });
    }

    void forget(long table, String identity) {
        Map<String, Population> rows = known.get(table);
        if (rows != null) {
            rows.remove(identity);
        }
    }

    /** Identities of the rows of one population in one table. */
    Set<String> identities(long table, Population population) {
        Set<String> identities = new HashSet<>();
        known.getOrDefault(table, Map.of()).forEach((identity, of) -> {
            if (of == population) {
                identities.add(identity);
            }
        });
        return identities;
    }

    /** Whether the user gave rows for a table. */
    boolean hasFixtures(long table) {
        return fixtures.contains(table) || known.getOrDefault(table, Map.of()).containsValue(Population.FIXTURE);
    }

    Set<Long> tables() {
        return known.keySet();
    }

    /** How many rows of each population are known in a table. */
    Map<Population, Integer> count(long table) {
        Map<Population, Integer> count = new EnumMap<>(Population.class);
        known.getOrDefault(table, Map.of()).values().forEach(population -> count.merge(population, 1, Integer::sum));
        return count;
    }

    /** An independent copy, for a stage that is cloned. */
    public RowOrigins copy() {
        RowOrigins copy = new RowOrigins();
        known.forEach((table, rows) -> copy.known.put(table, new HashMap<>(rows)));
        copy.fixtures.addAll(fixtures);
        return copy;
    }

    /**
     * Takes names over from one picture to the next: rows keep their origin when their table was copied, their key
     * changed, or the table has no key and a column came or went.
     */
    public void follow(DataPicture before, DataPicture after) {
        DataComparison.pairs(before, after).forEach(pairs -> pairs.carry(this));
    }
}
