package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what an empty database of a server looks like. All of them are copies of one template, so that a new one is
 * read by what differs from it instead of from scratch.
 */
final class EmptyCatalogs {

    private static final Map<ThrowawayServer, EmptyCatalogs> BY_SERVER = new WeakHashMap<>();

    private @Nullable CatalogState empty;

    private EmptyCatalogs() {}

    static EmptyCatalogs of(ThrowawayServer server) {
        synchronized (BY_SERVER) {
            return BY_SERVER.computeIfAbsent(server, any -> new EmptyCatalogs());
        }
    }

    /** The schema of a database that was made from the template, whatever was done to it since. */
    CatalogState read(Stage stage) throws SQLException {
        return stage.catalog().refresh(state(stage));
    }

    /** The schema of the template. */
    synchronized CatalogState state(Stage stage) throws SQLException {
        if (empty == null) {
            empty = stage.readEmpty();
        }
        return empty;
    }
}
