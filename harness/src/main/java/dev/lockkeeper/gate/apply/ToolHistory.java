package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Writes one tool's history as the tool itself does, so that it and we can take turns. Every name is written with its
 * schema, since a step may have changed the search path.
 */
interface ToolHistory {

    /** Ids of the chain formats whose tool keeps it. */
    Set<String> formats();

    /** Where the tool would make its table. */
    HistoryTable usualPlace(Chain chain);

    /** The table as the tool would make it, if it is not there. */
    void create(Connection session, HistoryTable table) throws SQLException;

    /** Says that a step has begun which is no single transaction; nothing where the tool has no word for that. */
    default void begun(Connection session, HistoryTable table, Chain chain, Step step) throws SQLException {}

    /** Takes {@link #begun} back, since nothing of the step stays. */
    default void undoneBegin(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {}

    /**
     * Says that a step has run.
     *
     * @param begun whether {@link #begun} was said of it before
     */
    void applied(Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException;

    /**
     * Says that a step was taken back.
     *
     * @param before the version below it, or empty for none
     */
    void undone(Connection session, HistoryTable table, Chain chain, Step step, String before) throws SQLException;
}
