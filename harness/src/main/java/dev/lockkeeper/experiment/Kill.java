package dev.lockkeeper.experiment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Ends a session of the server, in whatever it is at, and waits until the server is rid of it and of its locks. */
final class Kill {

    private static final int LOOKS = 5_000;

    private Kill() {}

    static void process(int process, Connection outside) throws SQLException {
        ask("SELECT pg_catalog.pg_terminate_backend(?)", process, outside);
        for (int looks = 0; looks < LOOKS; looks++) {
            if (!ask("SELECT true FROM pg_catalog.pg_stat_activity WHERE pid = ?", process, outside)) {
                return;
            }
            pause();
        }
        throw new SQLException("a killed session does not end", "57014");
    }

    private static boolean ask(String question, int process, Connection outside) throws SQLException {
        try (PreparedStatement statement = outside.prepareStatement(question)) {
            statement.setInt(1, process);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("the walk was interrupted", "57014", stopped);
        }
    }
}
