package dev.lockkeeper;

import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.TargetFact.RowsInTheWay;
import dev.lockkeeper.rows.RowQuestion;
import dev.lockkeeper.target.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts questions about rows to a live database; what gets no answer is said to be unseen. */
final class TargetRows {

    private static final String TIMED_OUT = "57014";

    private final Target target;
    private final boolean showValues;

    TargetRows(Target target, boolean showValues) {
        this.target = target;
        this.showValues = showValues;
    }

    /** The rows in the way, or that the question could not be answered; nothing when no row is in the way. */
    Optional<Fact> ask(RowQuestion question) {
        try {
            return target.tryAsk(session -> answer(session, question));
        } catch (SQLException e) {
            return Optional.of(refused(question, e));
        }
    }

    private Optional<Fact> answer(Connection session, RowQuestion question) throws SQLException {
        long rows = Long.parseLong(texts(session, question.count()).get(0));
        if (rows == 0) {
            return Optional.empty();
        }
        return Optional.of(new RowsInTheWay(
                question.at(),
                question.table(),
                question.constraint(),
                question.question(),
                question.count(),
                rows,
                few(session, question.keys()),
                showValues ? few(session, question.values()) : List.of(),
                question.sqlState()));
    }

    /** A question that computes what the step will compute is answered by its own refusal, too. */
    private static Fact refused(RowQuestion question, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (Failure.mayBeAboutRows(state, String.valueOf(e.getMessage()))) {
            return new RowsInTheWay(
                    question.at(),
                    question.table(),
                    question.constraint(),
                    question.question(),
                    question.count(),
                    -1,
                    List.of(),
                    List.of(),
                    state);
        }
        String why = TIMED_OUT.equals(state) ? "the target did not answer in time" : state + " " + firstLine(e);
        return new Fact.NotObserved("rows of " + question.table() + " against " + question.constraint(), why);
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Keys are a help, not the answer: when they cannot be had in time, the number stands alone. */
    private static List<String> few(Connection session, @Nullable String sql) throws SQLException {
        if (sql == null) {
            return List.of();
        }
        java.sql.Savepoint before = session.setSavepoint();
        try {
            return texts(session, sql);
        } catch (SQLException e) {
            session.rollback(before);
            return List.of();
        }
    }

    private static List<String> texts(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }
}
