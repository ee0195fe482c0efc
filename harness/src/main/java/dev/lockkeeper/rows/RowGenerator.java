package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills tables with legal rows: plain ones that any sound step must survive, and adversarial ones chosen to hurt.
 * Deterministic by seed; remembers which rows it made.
 */
public final class RowGenerator {

    private final Filling.Memory memory;

    /**
     * @param perTable rows per table, a third of them plain
     * @param origins takes note of the rows made
     */
    public RowGenerator(long seed, int perTable, RowOrigins origins) {
        this.memory = new Filling.Memory(seed, perTable, origins, new HashMap<>(), new TreeMap<>());
    }

    private RowGenerator(Filling.Memory memory) {
        this.memory = memory;
    }

    /** Where the rows of this run came from. */
    public RowOrigins origins() {
        return memory.origins();
    }

    /**
     * Gives each of the tables rows of the given populations where it has none of its own yet, and values to columns
     * that have none. Tables that do not exist are passed over; a partition stands for its whole table.
     *
     * @param populations plain before adversarial, which may refer to plain rows
     */
    public Filled fill(Connection session, Collection<String> tables, Population... populations) throws SQLException {
        return filling(session, tables, filling -> {
            for (Population population : populations) {
                filling.with(population);
            }
        });
    }

    /**
     * Writes rows as the release may write them that ships with the present schema: ordinary ones, and one for each
     * liberty that the schema before did not grant (NULL, longer texts, new labels, duplicates, orphans). Meant for
     * transactions that are rolled back; use a {@link #copy}.
     *
     * @param before the schema before the step
     */
    public Filled newRelease(Connection session, CatalogSnapshot before, Collection<String> tables)
            throws SQLException {
        return filling(session, tables, filling -> filling.newRelease(before));
    }

    /**
     * Writes into each table with a sequence one row whose key the sequence has yet to hand out, as restored or copied
     * databases have them. Meant for transactions that are rolled back; use a {@link #copy}.
     */
    public Filled lag(Connection session, Collection<String> tables) throws SQLException {
        return filling(session, tables, Filling::lag);
    }

    /** A generator that goes on from here, and whose rows this one never hears of. */
    public RowGenerator copy() {
        return new RowGenerator(new Filling.Memory(
                memory.seed(),
                memory.perTable(),
                memory.origins().copy(),
                new HashMap<>(memory.bands()),
                new TreeMap<>(memory.gaps())));
    }

    private interface Work {
        void with(Filling filling) throws SQLException;
    }

    private Filled filling(Connection session, Collection<String> tables, Work work) throws SQLException {
        if (tables.isEmpty()) {
            return new Filled(Map.of(), Map.of(), List.of());
        }
        return Aside.write(session, c -> {
            Filling filling = new Filling(c, memory, TableShapes.within(c, List.of(), tables));
            work.with(filling);
            return filling.done();
        });
    }

    /**
     * Takes rows of one population out again, with whatever refers to them: when they stand in the way of a step that
     * may refuse them, or of fixtures.
     *
     * @param tables empty for all
     * @return how many rows, by table
     */
    public Map<String, Integer> withdraw(Connection session, Collection<String> tables, Population population)
            throws SQLException {
        return withdraw(session, tables, population, Set.of());
    }

    /** The same, but for some rows that may stay. */
    public Map<String, Integer> withdraw(
            Connection session, Collection<String> tables, Population population, Set<RowKey> spared)
            throws SQLException {
        return Aside.write(session, c -> Withdrawal.of(c, memory.origins(), tables, population, spared));
    }

    /** The rows of one population that were put into some tables. */
    public List<RowKey> rowsOf(Connection session, Collection<String> tables, Population population)
            throws SQLException {
        return Aside.look(session, c -> TableShapes.within(c, List.of(), tables)).stream()
                .flatMap(table -> memory.origins().identities(table.oid(), population).stream()
                        .sorted()
                        .map(identity -> new RowKey(table.oid(), identity)))
                .toList();
    }

    /** The reason for which a table or column stayed empty, by its name. */
    Map<String, String> gaps() {
        return memory.gaps();
    }

    Filling.Memory memory() {
        return memory;
    }
}
