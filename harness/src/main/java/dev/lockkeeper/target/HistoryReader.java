package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows one tool's history table: where it is, what its rows mean, and what the tool makes of them. */
interface HistoryReader {

    /** As people call the tool. */
    String tool();

    /** Ids of the chain formats whose steps the table names. */
    Set<String> formats();

    /** Where the tool looks; the first that is there counts. */
    List<HistoryTable> places(Chain chain);

    /** Columns by which the table is told from another tool's of the same name. */
    Set<String> columns();

    /** The rows, oldest first. */
    List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException;

    /** Whether the row is about the step. */
    boolean names(HistoryRow row, Step step, Chain chain);

    /** Whether the file is still what the tool ran, by the tool's own checksum. */
    Text compare(HistoryRow row, Step step, Chain chain);

    /** What the tool does with a step that has not run though a later one has. */
    Late late(Chain chain);

    /** Whether the tool will run an unapplied step at all; why not, otherwise. */
    default Optional<String> neverRuns(Step step, Chain chain, List<HistoryRow> rows) {
        return Optional.empty();
    }

    /** Whether a row stands for all steps before it, so that a file that came later looks applied though it never ran. */
    default boolean infers() {
        return false;
    }

    /** What a checksum says. */
    enum Text {
        SAME,
        /** Only line ends or a byte order mark differ. */
        LINE_ENDS,
        EDITED,
        /** The tool keeps no checksum. */
        UNKNOWN
    }

    /** What becomes of a late step. */
    enum Late {
        RUNS,
        REFUSED,
        SKIPPED
    }
}
