package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes a session like a new one without opening it: {@code DISCARD ALL} would also throw away the catalogue reader's
 * prepared statements and the mark it left, and reading from scratch is the dearest thing in a walk.
 */
final class Sessions {

    private static final String STATE = "DISCARD TEMP; RESET ALL; RESET ROLE";

    private static final String REST =
            "; RESET SESSION AUTHORIZATION; DISCARD SEQUENCES; CLOSE ALL; UNLISTEN *; SELECT pg_catalog.pg_advisory_unlock_all()";

    private Sessions() {}

    /** What a new session would not have, for a session without a transaction. */
    static String reset(Connection session) throws SQLException {
        return STATE + REST + "; " + CatalogReader.keepingPlace(session);
    }

    /** As much of it as can be had inside a transaction, which stays open. */
    static String resetInside(Connection session) throws SQLException {
        return STATE + "; " + CatalogReader.keepingPlace(session);
    }
}
