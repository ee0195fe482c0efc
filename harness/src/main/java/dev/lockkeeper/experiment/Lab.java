package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import java.sql.Connection;
import java.sql.SQLException;

/** Where one experiment does as it likes: a transaction that is rolled back, or a cloned database. */
interface Lab extends AutoCloseable {

    ScriptRun run(Script script, Direction direction, Phase phase, boolean traced) throws SQLException;

    /** The schema now, read from what changed since. */
    CatalogState schema(CatalogState since) throws SQLException;

    Connection connection() throws SQLException;

    /** Whether all happens inside one transaction of ours, which may be the reason of a refusal, and which is cheap to rewind. */
    boolean isTransaction();

    /** Sets a mark to come back to. */
    void mark() throws SQLException;

    /** Back to the mark, which stays. */
    void rewind() throws SQLException;

    /** Goes on as another run of the tool would: temporary tables are gone, and settings unless the chain shares them. */
    void anotherSession() throws SQLException;

    /** From here on, until the next rewind, the session stands in {@link DataTrial#ZONE}. */
    void elsewhere() throws SQLException;

    @Override
    void close() throws SQLException;
}
