package dev.lockkeeper.experiment;

import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The table locks of statements that cannot be in a transaction, and so have let go of them before anybody can look. A
 * test measures each entry on every supported server by keeping the statement waiting.
 */
enum KnownLocks {
    CREATE_INDEX_CONCURRENTLY("create\\s+(unique\\s+)?index\\s+concurrently\\b", LockMode.SHARE_UPDATE_EXCLUSIVE),
    DROP_INDEX_CONCURRENTLY("drop\\s+index\\s+concurrently\\b", LockMode.SHARE_UPDATE_EXCLUSIVE),
    REINDEX_CONCURRENTLY("reindex\\b.*\\bconcurrently\\b", LockMode.SHARE_UPDATE_EXCLUSIVE),
    REINDEX("reindex\\b", LockMode.SHARE),
    DETACH_CONCURRENTLY(
            "alter\\s+table\\b.*\\bdetach\\s+partition\\b.*\\bconcurrently\\b", LockMode.SHARE_UPDATE_EXCLUSIVE),
    VACUUM_FULL("vacuum\\s+(full\\b|\\([^)]*\\bfull\\b)", LockMode.ACCESS_EXCLUSIVE),
    VACUUM("vacuum\\b", LockMode.SHARE_UPDATE_EXCLUSIVE),
    CLUSTER("cluster\\b", LockMode.ACCESS_EXCLUSIVE);

    private static final Pattern CONCURRENTLY = Pattern.compile("(?i)\\bconcurrently\\b");

    private final Pattern shape;
    private final LockMode mode;

    KnownLocks(String shape, LockMode mode) {
        this.shape = Pattern.compile("(?is)^" + shape + ".*");
        this.mode = mode;
    }

    LockMode mode() {
        return mode;
    }

    boolean fits(String sql) {
        return shape.matcher(sql.strip()).matches();
    }

    static boolean isConcurrent(Statement statement) {
        return CONCURRENTLY.matcher(statement.sql()).find();
    }

    static Optional<KnownLocks> of(Statement statement) {
        return Arrays.stream(values())
                .filter(known -> known.fits(statement.sql()))
                .findFirst();
    }

    /** The tables the statement names, and those of the indexes it names. */
    static List<Relation> named(Statement statement, Collection<Relation> standing) {
        Set<Long> tables = new TreeSet<>();
        for (Relation relation : standing) {
            if (names(statement, relation)) {
                tables.add(relation.isIndex() ? relation.table() : relation.oid());
            }
        }
        return standing.stream()
                .filter(relation -> tables.contains(relation.oid()))
                .filter(relation -> relation.holdsRows() || relation.kind().equals("p"))
                .toList();
    }

    private static boolean names(Statement statement, Relation relation) {
        String text = statement.sql().toLowerCase(Locale.ROOT);
        String name = relation.bareName().toLowerCase(Locale.ROOT);
        return text.contains(name)
                && Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                        .matcher(text)
                        .find();
    }
}
