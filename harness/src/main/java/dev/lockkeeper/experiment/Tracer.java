package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.Notice;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches a script from its own connection: which locks it holds, what it wrote anew, read in full or changed. Locks,
 * storage and counters are measured before and after each statement, so that work inside functions is seen like any
 * other. A statement that its tool would commit by itself is put into a transaction of ours where that changes nothing,
 * since the locks of a committed statement can no longer be seen.
 */
final class Tracer implements StatementWatch {

    /** What the server says at DEBUG1 about work on whole tables; a TOAST table's name is another one each time. */
    private static final Pattern TELLING_DEBUG = Pattern.compile(
            "(?!.*pg_toast_\\d)(rewriting table|verifying table|building index|validating foreign key|building .* of).*");

    private static final Pattern THROWS_AWAY = Pattern.compile("(?i)\\b(discard|deallocate)\\b");

    private final RelationLook look;
    private Map<Long, Relation> standing = new HashMap<>();
    /** A column's new type may leave an index as it is: the new index then takes over the old one's storage. */
    private Set<Long> storages = new HashSet<>();

    private Map<Long, Relation> last = new HashMap<>();
    private boolean baseInTransaction;
    private boolean wrapped;

    private Tracer(Connection connection) throws SQLException {
        this.look = new RelationLook(connection);
    }

    static Tracer install(Connection connection) throws SQLException {
        return new Tracer(connection);
    }

    @Override
    public void beginScript() throws SQLException {
        look.findPlaceAgain();
        look.askForDetail();
        baseline();
    }

    /** Counters of a session outlive its transactions until the server collects them, so a base line is taken in one. */
    private void baseline() throws SQLException {
        standing = look.all();
        storages = standing.values().stream().map(Relation::storage).collect(Collectors.toCollection(HashSet::new));
        last = look.locked();
        baseInTransaction = look.inTransaction();
    }

    @Override
    public void before(Statement statement) throws SQLException {
        if (look.inTransaction()) {
            if (!baseInTransaction) {
                baseline();
            }
            return;
        }
        wrapped = TransactionWords.sameInTransaction(statement);
        if (wrapped) {
            look.execute("BEGIN");
        }
        baseline();
    }

    @Override
    public StatementTrace after(
            Statement statement,
            Direction direction,
            int index,
            long millis,
            long updateCount,
            @Nullable SQLWarning warnings,
            boolean outsideTransaction)
            throws SQLException {
        if (THROWS_AWAY.matcher(statement.sql()).find()) {
            look.findPlaceAgain();
        }
        boolean visible = look.inTransaction();
        long timeout = look.lockTimeout();
        Map<Long, Relation> now = visible ? look.locked() : look.all();
        Seen seen = new Seen();
        now.values().forEach(relation -> seen.add(relation, statement, visible));
        now.values().forEach(relation -> storages.add(relation.storage()));
        if (!visible) {
            seen.fromKnowledge(statement);
        }
        baseInTransaction = visible;
        last = visible ? now : new HashMap<>();
        if (wrapped) {
            wrapped = false;
            look.execute("COMMIT");
            baseInTransaction = false;
        }
        return new StatementTrace(
                direction,
                index,
                statement,
                millis,
                sorted(seen.held),
                sorted(seen.alreadyHeld),
                sortedNames(seen.rewrote),
                sortedNames(seen.scanned),
                seen.built.stream()
                        .sorted(Comparator.comparing(IndexBuilt::index))
                        .toList(),
                seen.touched.stream()
                        .sorted(Comparator.comparing(RowsTouched::table))
                        .toList(),
                updateCount,
                notices(warnings),
                outsideTransaction,
                timeout);
    }

    /** What one statement did, gathered relation by relation. */
    private final class Seen {
        private final List<Lock> held = new ArrayList<>();
        private final List<Lock> alreadyHeld = new ArrayList<>();
        private final List<String> rewrote = new ArrayList<>();
        private final List<String> scanned = new ArrayList<>();
        private final List<IndexBuilt> built = new ArrayList<>();
        private final List<RowsTouched> touched = new ArrayList<>();

        void add(Relation relation, Statement statement, boolean countersHold) {
            Relation stood = standing.get(relation.oid());
            Relation earlier = last.getOrDefault(relation.oid(), stood);
            if (stood != null && relation.lock() != null) {
                locks(name(relation, stood), relation.lock(), earlier == null ? null : earlier.lock());
            }
            boolean newStorage =
                    relation.storage() != 0 && (earlier == null || earlier.storage() != relation.storage());
            if (relation.isIndex() && newStorage && !storages.contains(relation.storage())) {
                index(relation, stood, statement);
            }
            if (!relation.holdsRows()) {
                return;
            }
            if (stood != null && newStorage) {
                rewrote.add(name(relation, stood));
            }
            if (countersHold) {
                counters(relation, stood, earlier);
            }
        }

        private void locks(String name, LockMode lock, @Nullable LockMode had) {
            if (had == null || lock.compareTo(had) > 0) {
                held.add(new Lock(name, lock));
            }
            if (had != null) {
                alreadyHeld.add(new Lock(name, had));
            }
        }

        private void index(Relation index, @Nullable Relation stood, Statement statement) {
            Relation table = standing.get(index.table());
            if (table != null) {
                boolean concurrently = KnownLocks.isConcurrent(statement);
                built.add(new IndexBuilt(name(index, stood), look.name(table), concurrently));
            }
        }

        private void counters(Relation now, @Nullable Relation stood, @Nullable Relation earlier) {
            if (now.scans() > (earlier == null ? 0 : earlier.scans())) {
                scanned.add(name(now, stood));
            }
            long inserted = now.inserted() - (earlier == null ? 0 : earlier.inserted());
            long updated = now.updated() - (earlier == null ? 0 : earlier.updated());
            long deleted = now.deleted() - (earlier == null ? 0 : earlier.deleted());
            if (inserted > 0 || updated > 0 || deleted > 0) {
                touched.add(new RowsTouched(name(now, stood), inserted, updated, deleted));
            }
        }

        /** The name from before the script, since that is the one others know it by. */
        private String name(Relation relation, @Nullable Relation stood) {
            boolean sameName = stood == null
                    || (relation.quoted() != null
                            && stood.schema().equals(relation.schema())
                            && stood.bareName().equals(relation.bareName()));
            return look.name(sameName || stood == null ? relation : stood);
        }

        /** Nothing of a statement that has committed can be seen but what it left; the rest is known from measuring. */
        void fromKnowledge(Statement statement) {
            built.forEach(index -> scanned.add(index.table()));
            scanned.addAll(rewrote);
            Optional<KnownLocks> known = KnownLocks.of(statement);
            if (known.isPresent()) {
                TreeSet<String> tables = new TreeSet<>(scanned);
                KnownLocks.named(statement, standing.values()).forEach(table -> tables.add(look.name(table)));
                tables.forEach(table -> held.add(new Lock(table, known.get().mode())));
            }
        }
    }

    private static List<Lock> sorted(List<Lock> locks) {
        return locks.stream()
                .distinct()
                .sorted(Comparator.comparing(Lock::mode).reversed().thenComparing(Lock::relation))
                .toList();
    }

    private static List<String> sortedNames(Collection<String> names) {
        return names.stream().distinct().sorted().toList();
    }

    private static List<Notice> notices(@Nullable SQLWarning first) {
        List<Notice> notices = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String text = String.valueOf(warning.getMessage());
            if (!RelationLook.isDebug(warning) || TELLING_DEBUG.matcher(text).matches()) {
                notices.add(new Notice(String.valueOf(warning.getSQLState()), text));
            }
        }
        return notices;
    }
}
