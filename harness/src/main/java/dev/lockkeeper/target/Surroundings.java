package dev.lockkeeper.target;

import dev.lockkeeper.catalog.SequenceRoom;
import dev.lockkeeper.model.Fact.SequenceNearLimit;
import dev.lockkeeper.model.TargetFact.OpenTransaction;
import dev.lockkeeper.model.TargetFact.SlotBehind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stands around the tables that pending steps touch: their sizes, who is at work on them, and who may do what. */
public final class Surroundings {

    /** Below so many bytes counting costs nothing. */
    private static final long SMALL = 64L << 20;

    private final Target target;

    public Surroundings(Target target) {
        this.target = target;
    }

    /** Sizes of those of the tables that are there; partitions count for their parent. */
    public Map<String, TableSize> sizes(Collection<String> tables) {
        return target.ask("Could not ask for the sizes of tables.", session -> {
            Map<String, TableSize> sizes = new LinkedHashMap<>();
            for (String table : new TreeSet<>(tables)) {
                size(session, table).ifPresent(size -> sizes.put(table, size));
            }
            return sizes;
        });
    }

    private static Optional<TableSize> size(Connection session, String table) throws SQLException {
        Optional<TableSize> found = Rows.of(
                        session,
                        "SELECT coalesce(sum(CASE WHEN c.reltuples < 0 THEN NULL ELSE c.reltuples END), -1)::bigint,"
                                + " coalesce(sum(pg_catalog.pg_table_size(c.oid)), 0)::bigint,"
                                + " coalesce(sum(pg_catalog.pg_indexes_size(c.oid)), 0)::bigint,"
                                + " bool_or(c.reltuples < 0), min(s.spcname)::text"
                                + " FROM (SELECT pg_catalog.to_regclass(?) AS oid) r"
                                + " CROSS JOIN LATERAL (SELECT relid FROM pg_catalog.pg_partition_tree(r.oid) WHERE isleaf"
                                + " UNION SELECT r.oid) t"
                                + " JOIN pg_catalog.pg_class c ON c.oid = t.relid AND c.relkind IN ('r', 'm')"
                                + " LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace"
                                + " HAVING count(*) > 0",
                        List.of(table),
                        row -> new TableSize(
                                table,
                                row.getBoolean(4) ? -1 : row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getString(5)))
                .stream()
                .findFirst();
        if (found.isPresent() && found.get().rows() < 0 && found.get().bytes() < SMALL) {
            return Optional.of(counted(session, found.get()));
        }
        return found.map(size -> size.rows() < 0
                ? new TableSize(table, size.bytes() / 100, size.bytes(), size.indexBytes(), size.tablespace())
                : size);
    }

    private static TableSize counted(Connection session, TableSize size) throws SQLException {
        long rows = Rows.of(session, "SELECT count(*) FROM " + size.table(), row -> row.getLong(1))
                .get(0);
        return new TableSize(size.table(), rows, size.bytes(), size.indexBytes(), size.tablespace());
    }

    /** Sessions of others that hold locks on the tables, and transactions that are open for long. */
    public List<OpenTransaction> sessions(Collection<String> tables, long longSeconds) {
        return target.ask("Could not ask who is at work on the target.", session -> {
            List<OpenTransaction> open = new ArrayList<>();
            for (OpenTransaction one : Rows.of(
                    session,
                    "SELECT coalesce(nullif(a.application_name, ''), a.backend_type) || ' as ' || coalesce(a.usename, '?'),"
                            + " coalesce(a.state, '?'),"
                            + " extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start)::bigint,"
                            + " array(SELECT DISTINCT pg_catalog.format('%I.%I', n.nspname, c.relname)"
                            + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation"
                            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE l.pid = a.pid AND l.granted AND l.database = (SELECT oid FROM pg_catalog.pg_database"
                            + " WHERE datname = pg_catalog.current_database()) ORDER BY 1)::text[]"
                            + " FROM pg_catalog.pg_stat_activity a WHERE a.xact_start IS NOT NULL"
                            + " AND a.pid <> pg_catalog.pg_backend_pid() AND a.datname = pg_catalog.current_database()"
                            + " ORDER BY a.xact_start, a.pid",
                    row -> new OpenTransaction(row.getString(1), row.getString(2), row.getLong(3), List.of((String[])
                            row.getArray(4).getArray())))) {
                List<String> ours =
                        one.tables().stream().filter(tables::contains).toList();
                if (!ours.isEmpty() || one.seconds() >= longSeconds) {
                    open.add(new OpenTransaction(one.who(), one.state(), one.seconds(), ours));
                }
            }
            Rows.of(
                            session,
                            "SELECT gid, extract(epoch FROM pg_catalog.clock_timestamp() - prepared)::bigint"
                                    + " FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()",
                            row -> new OpenTransaction(
                                    "prepared transaction " + row.getString(1), "prepared", row.getLong(2), List.of()))
                    .forEach(open::add);
            return open;
        });
    }

    /** Transactions of others on this database that have been open for a moment, the oldest first. */
    public List<OpenSession> open() {
        return target.ask("Could not ask who is at work on the target.", OpenSession::all);
    }

    /** Whether this session sees what others do; without that right, nobody at work is no answer. */
    public boolean seesOthers() {
        return target.ask("Could not ask for rights.", session -> Rows.of(
                        session,
                        "SELECT pg_catalog.pg_has_role(CURRENT_USER, 'pg_read_all_stats', 'USAGE')",
                        row -> row.getBoolean(1))
                .get(0));
    }

    /** Sequences of the whole database that are about to run out. */
    public List<SequenceNearLimit> sequencesNearLimit() {
        return target.ask("Could not ask where sequences stand.", SequenceRoom::near);
    }

    public List<SlotBehind> slots() {
        return target.ask("Could not ask for replication slots.", Slots::all);
    }

    /** Extensions that the server could make, and whether somebody who is no superuser may. */
    public Map<String, Boolean> extensions() {
        return target.ask("Could not ask for extensions.", session -> {
            Map<String, Boolean> extensions = new LinkedHashMap<>();
            Rows.of(
                    session,
                    "SELECT a.name::text, coalesce(bool_or(v.trusted), false)"
                            + " FROM pg_catalog.pg_available_extensions a"
                            + " LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = a.name"
                            + " GROUP BY 1 ORDER BY 1",
                    row -> extensions.put(row.getString(1), row.getBoolean(2)));
            return extensions;
        });
    }

    /** Which of the questions about rights the server answers with no; each is a boolean expression. */
    public Set<String> denied(Map<String, String> rights) {
        return target.ask("Could not ask for rights.", session -> {
            Set<String> denied = new TreeSet<>();
            for (Map.Entry<String, String> right : rights.entrySet()) {
                boolean given = Rows.of(
                                session, "SELECT coalesce((" + right.getValue() + "), true)", row -> row.getBoolean(1))
                        .get(0);
                if (!given) {
                    denied.add(right.getKey());
                }
            }
            return denied;
        });
    }

    /**
     * Free bytes where the server keeps its data, where it can be asked: only a server on this machine shows its folder to
     * us, and only to those who may read its settings.
     */
    public Optional<Long> freeBytes() {
        boolean here = target.identity().hosts().stream()
                .allMatch(host ->
                        host.startsWith("127.0.0.1:") || host.startsWith("localhost:") || host.startsWith("[::1]:"));
        if (!here) {
            return Optional.empty();
        }
        Optional<String> folder = target.ask("Could not ask for the data directory.", session -> Rows.of(
                        session,
                        "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'",
                        row -> row.getString(1))
                .stream()
                .findFirst());
        return folder.map(java.nio.file.Path::of)
                .filter(java.nio.file.Files::isDirectory)
                .flatMap(Surroundings::free);
    }

    private static Optional<Long> free(java.nio.file.Path folder) {
        try {
            return Optional.of(java.nio.file.Files.getFileStore(folder).getUsableSpace());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }
}
