package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        if (tables.isEmpty()) {
            return new Filled(Map.of(), Map.of(), List.of());
        }
        return Aside.write(session, c -> {
            Filling filling = new Filling(c, memory, TableShapes.within(c, List.of(), tables));
            for (Population population : populations) {
                filling.with(population);
            }
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
        return Aside.write(session, c -> Withdrawal.of(c, memory.origins(), tables, population));
    }

    /** The reason for which a table or column stayed empty, by its name. */
    Map<String, String> gaps() {
        return memory.gaps();
    }

    Filling.Memory memory() {
        return memory;
    }
}
