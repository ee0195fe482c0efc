package dev.lockkeeper.compare;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of two databases, seen as it was at one moment. */
interface Side extends AutoCloseable {

    /** Its rows one after the other; values as the driver reads them. */
    interface Reader extends AutoCloseable {

        boolean next() throws SQLException;

        /** From 0, in the order that was asked for. */
        @Nullable
        Object value(int column) throws SQLException;

        /** Where the row lies, for rows that have no other name. */
        String place() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    String shown();

    List<SideTable> tables() throws SQLException;

    /** What was left out of the tables, and why. */
    List<String> notes();

    long count(SideTable table) throws SQLException;

    /**
     * @param order by which of the columns; bytes decide about text, so that both sides agree
     * @param rows how many there are about, to know how many of them to fetch at once
     */
    Reader read(SideTable table, List<SideColumn> columns, List<Meaning> meanings, List<Integer> order, long rows)
            throws SQLException;

    /** The largest whole number in a column that means moments; 0 where it has none. */
    long largestNumber(SideTable table, SideColumn column) throws SQLException;

    /** Says what went wrong, without secrets. */
    RuntimeException trouble(String doing, SQLException e);

    @Override
    void close();
}
