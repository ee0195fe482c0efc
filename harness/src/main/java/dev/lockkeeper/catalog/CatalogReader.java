package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SharedMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the catalogue through one connection, which may stand inside a transaction and keeps its session as it was.
 *
 * <p>Reading takes weak locks on what views and rules mention, and counts as reads of the system catalogues: look at locks
 * and counters of a statement before reading here.
 */
public final class CatalogReader {

    /** Beyond so many homes reading all of them at once is no slower. */
    private static final int FEW = 500;

    private final int major;
    private final Queries queries;
    private final ChangeScan scan;
    private final Shelves shelves;
    private final Map<String, Pulse> adopted = new HashMap<>();

    /** Asks the server's version; statements are prepared as they are needed. */
    public CatalogReader(Connection connection) {
        try {
            this.major = connection.getMetaData().getDatabaseMajorVersion();
            this.queries = new Queries(connection);
            this.scan = new ChangeScan(queries, major);
            this.shelves = new Shelves(queries, major);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Commands after which a reader knows its place in the session again, when all settings were reset meanwhile; they
     * also throw away the statements that others prepared there.
     */
    public static String keepingPlace(Connection session) throws SQLException {
        return Queries.keepingPlace(session);
    }

    /** Reads everything. */
    public CatalogState full() {
        try (PlainSession session = queries.enter()) {
            return full(session);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Says that this database stands as another session has read it, or the one it is a copy of, and that nobody wrote to it
     * since: what changes from here on is then found without looking at everything first.
     */
    public void adopt(CatalogState equal) {
        if (major < Pulse.COUNTED_AT_ONCE) {
            return;
        }
        try (PlainSession session = queries.enter()) {
            Pulse earlier = equal.mark().pulse();
            Pulse now = scan.pulse(null);
            if (session.isSuperuser() == equal.mark().superuser() && !now.hasRenamedSince(earlier)) {
                adopted.put(earlier.reading(), now);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The same as {@link #full()}, but reads only what changed since an earlier state of the same database. */
    public CatalogState refresh(CatalogState earlier) {
        try (PlainSession session = queries.enter()) {
            Watermark before = earlier.mark().seenBy(adopted);
            Pulse pulse = scan.pulse(before.pulse());
            if (pulse.hasRenamedSince(before.pulse()) || before.superuser() != session.isSuperuser()) {
                return full(session);
            }
            boolean linear = pulse.tellsAllSince(before.pulse(), queries.history(), major);
            List<Watched> written = linear ? written(before, pulse) : scan.watched(before.superuser());
            Map<String, Watermark.Rows> seen = scan.look(before.horizon(), written, session.isSuperuser());
            Changes changes = Changes.between(before, seen, written);
            Watermark now = before.then(pulse, seen);
            if (changes.isEmpty()) {
                return earlier.at(now);
            }
            return changes.everything || changes.homes.size() > FEW
                    ? full(session)
                    : new Refresh(shelves, scan, earlier, now, linear).run(changes);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<Watched> written(Watermark before, Pulse pulse) {
        return scan.watched(before.superuser()).stream()
                .filter(one -> pulse.hasWrittenSince(before.pulse(), one.catalog()))
                .toList();
    }

    private CatalogState full(PlainSession session) throws SQLException {
        // First the mark: what changes while the rest is read will be found the next time.
        boolean superuser = session.isSuperuser();
        Pulse pulse = scan.pulse(null);
        Map<String, Watermark.Rows> rows = scan.look(pulse.horizon(), scan.watched(superuser), superuser);
        Watermark mark = new Watermark(pulse, scan.newestBefore(pulse.horizon()) + 1, rows, superuser);
        Map<Home, List<CatalogObject>> homes = new HashMap<>();
        List<CatalogObject> objects = new ArrayList<>();
        for (Shelf shelf : Shelf.values()) {
            if (shelf != Shelf.SUBSCRIPTION || session.isSuperuser()) {
                shelves.readAll(shelf, (home, object) -> {
                    homes.computeIfAbsent(home, key -> new ArrayList<>()).add(object);
                    objects.add(object);
                });
            }
        }
        SharedMap.Changes<Home, List<CatalogObject>> kept =
                SharedMap.<Home, List<CatalogObject>>empty().change();
        homes.forEach((home, read) -> kept.put(home, List.copyOf(read)));
        return new CatalogState(CatalogSnapshot.of(objects), kept.done(), mark);
    }

    private static LockkeeperException unreadable(SQLException e) {
        return LockkeeperException.because("Could not read the catalogue.")
                .answered(String.valueOf(e.getMessage()))
                .tryThis("check that the server is still there and that its version is 14 or newer")
                .causedBy(e);
    }
}
