package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** Sends statements through one session in autocommit, in which transactions are plain statements. */
final class Sender {

    private final Connection session;

    Sender(Connection session) {
        this.session = session;
    }

    /** A statement of a script was refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Statement statement;
        private final transient SQLException answer;

        Refused(Statement statement, SQLException answer) {
            super(answer.getMessage(), answer);
            this.statement = statement;
            this.answer = answer;
        }

        Statement statement() {
            return statement;
        }

        SQLException answer() {
            return answer;
        }
    }

    void send(List<Statement> statements) throws Refused {
        for (Statement statement : statements) {
            try {
                send(statement);
            } catch (SQLException e) {
                throw new Refused(statement, e);
            }
        }
    }

    private void send(Statement statement) throws SQLException {
        if (statement.copyData() != null) {
            try {
                session.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement.sql(), new StringReader(statement.copyData()));
                return;
            } catch (IOException e) {
                throw new IllegalStateException("a text in memory cannot fail to be read", e);
            }
        }
        try (java.sql.Statement jdbc = session.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(statement.sql());
        }
    }

    /** A command of our own. */
    void command(String sql) throws SQLException {
        try (java.sql.Statement jdbc = session.createStatement()) {
            jdbc.execute(sql);
        }
    }

    /** Ends an open transaction without a word about a session that is gone: then the server has ended it. */
    void rollBack() {
        try {
            command("ROLLBACK");
        } catch (SQLException gone) {
            // Nothing of it stays, one way or the other.
        }
    }

    Connection session() {
        return session;
    }

    /** States of doubts of our own, which no server answers. */
    static final String OURS = "LK";

    /** What the server answered, for people. */
    static String words(SQLException answer) {
        if (answer.getSQLState() != null && answer.getSQLState().startsWith(OURS)) {
            return String.valueOf(answer.getMessage());
        }
        String state = answer.getSQLState() == null ? "" : " " + answer.getSQLState();
        return "PostgreSQL answered" + state + ": " + answer.getMessage();
    }

    static LockkeeperException trouble(String doing, SQLException answer) {
        return LockkeeperException.because(doing).answered(words(answer)).causedBy(answer);
    }
}
