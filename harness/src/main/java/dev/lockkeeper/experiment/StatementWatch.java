package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** Looks on while a script runs, on the same connection. */
interface StatementWatch {

    void beginScript() throws SQLException;

    void before(Statement statement) throws SQLException;

    @Nullable
    StatementTrace after(
            Statement statement,
            Direction direction,
            int index,
            long millis,
            long updateCount,
            @Nullable SQLWarning warnings,
            boolean outsideTransaction)
            throws SQLException;

    /** Sees nothing and costs nothing. */
    StatementWatch NONE = new StatementWatch() {
        @Override
        public void beginScript() {}

        @Override
        public void before(Statement statement) {}

        @Override
        public @Nullable StatementTrace after(
                Statement statement,
                Direction direction,
                int index,
                long millis,
                long updateCount,
                @Nullable SQLWarning warnings,
                boolean outsideTransaction) {
            return null;
        }
    };
}
