package dev.lockkeeper.experiment;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the server, from another database, which sessions wait and for whom. */
final class ContentionLook implements AutoCloseable {

    private final Connection watching;
    private final PreparedStatement question;
    private final PreparedStatement cancel;

    ContentionLook(Connection watching) throws SQLException {
        this.watching = watching;
        this.question = watching.prepareStatement(
                "SELECT one, pg_catalog.pg_blocking_pids(one) FROM pg_catalog.unnest(?::integer[]) WITH ORDINALITY"
                        + " AS asked(one, place) ORDER BY place");
        this.cancel = watching.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)");
    }

    /** Those that wait, each with whom it waits for, asked one after another; also who is only ahead in the queue counts. */
    Map<Integer, Set<Integer>> waiting(List<Integer> processes) throws SQLException {
        Map<Integer, Set<Integer>> waiting = new HashMap<>();
        question.setArray(1, watching.createArrayOf("integer", processes.toArray()));
        try (ResultSet rows = question.executeQuery()) {
            while (rows.next()) {
                Array inTheWay = rows.getArray(2);
                Integer[] ahead = (Integer[]) inTheWay.getArray();
                if (ahead.length > 0) {
                    waiting.put(rows.getInt(1), new HashSet<>(Arrays.asList(ahead)));
                }
            }
        }
        return waiting;
    }

    void cancel(int process) throws SQLException {
        cancel.setInt(1, process);
        cancel.execute();
    }

    @Override
    public void close() throws SQLException {
        watching.close();
    }
}
