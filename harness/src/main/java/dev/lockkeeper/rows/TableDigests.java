package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShapes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fingerprints of whole tables, the same on any server of one major version that holds the same rows. */
public final class TableDigests {

    private TableDigests() {}

    /** How many rows a table has, and one line for all of them in any order. */
    public record TableDigest(long rows, String digest) {}

    /** Of the named tables, as far as they exist; the session may stand in a transaction. */
    public static SortedMap<String, TableDigest> of(Connection session, Collection<String> names) throws SQLException {
        return Aside.look(session, aside -> {
            SortedMap<String, TableDigest> digests = new TreeMap<>();
            for (TableShape shape : TableShapes.contents(aside, List.of(), names)) {
                Digest digest = Digest.of(aside, shape);
                digests.put(
                        shape.name(),
                        new TableDigest(digest.rows(), digest.whole() + " " + String.join(" ", digest.columns())));
            }
            return digests;
        });
    }
}
