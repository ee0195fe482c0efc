package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.PreparedBySql;
import dev.lockkeeper.model.LockMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Asks the server about relations: all of them with their storage and counters, or those the session has locked. */
final class RelationLook {

    /** Names stay bare here: quoting a thousand of them costs more than all the rest. */
    private static final String ALL =
            """
            SELECT c.oid::bigint, c.relkind::text, n.nspname, c.relname, NULL, NULL::int, c.relfilenode::bigint,
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_stat_get_xact_numscans(c.oid) END,
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) END,
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) END,
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) END,
                   CASE WHEN c.relkind IN ('i', 'I')
                        THEN (SELECT i.indrelid::bigint FROM pg_catalog.pg_index i WHERE i.indexrelid = c.oid) END
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm', 'i', 'I', 'v', 'f', 'S')
               AND c.relnamespace <> 99""";

    /**
     * Of relations younger than the base line only those that were written to, or are indexes of older tables: a long step
     * holds thousands of locks on what it made itself, and those seen before are not looked up again and again.
     *
     * <p>The arguments stand apart so that no plan for certain values can seem cheaper than the one that is kept: to plan
     * this takes four times as long as to run it.
     */
    private static final String LOCKED =
            """
            WITH asked (youngest, looked_up_to, indexes) AS MATERIALIZED (SELECT $1, $2, $3),
            held AS MATERIALIZED (
              SELECT l.relation AS oid,
                     max(pg_catalog.array_position(ARRAY['AccessShareLock', 'RowShareLock', 'RowExclusiveLock',
                       'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                       'AccessExclusiveLock'], l.mode)) AS mode
                FROM pg_catalog.pg_locks l
               WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.granted
                 AND l.relation >= 16384
                 AND (l.relation <= (SELECT youngest FROM asked) OR l.relation > (SELECT looked_up_to FROM asked)
                      OR l.relation = ANY ((SELECT indexes FROM asked)::bigint[])
                      OR pg_catalog.pg_stat_get_xact_tuples_inserted(l.relation)
                         + pg_catalog.pg_stat_get_xact_tuples_updated(l.relation)
                         + pg_catalog.pg_stat_get_xact_tuples_deleted(l.relation) > 0)
               GROUP BY l.relation),
            seen AS (
              SELECT h.oid::bigint AS oid, c.relkind::text AS kind, n.nspname, c.relname, h.mode,
                     c.relfilenode::bigint AS storage,
                     pg_catalog.pg_stat_get_xact_numscans(h.oid) AS scans,
                     pg_catalog.pg_stat_get_xact_tuples_inserted(h.oid) AS inserted,
                     pg_catalog.pg_stat_get_xact_tuples_updated(h.oid) AS updated,
                     pg_catalog.pg_stat_get_xact_tuples_deleted(h.oid) AS deleted,
                     i.indrelid::bigint AS owner
                FROM held h
                LEFT JOIN pg_catalog.pg_class c ON c.oid = h.oid
                LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = h.oid)
            SELECT oid, coalesce(kind, ''), coalesce(nspname, ''), coalesce(relname, ''),
                   CASE WHEN kind IS NOT NULL THEN pg_catalog.format('%I.%I', nspname, relname) END,
                   mode, storage, scans, inserted, updated, deleted, owner
              FROM seen
             WHERE (kind IS NULL OR kind IN ('r', 'p', 'm', 'i', 'I', 'v', 'f', 'S') AND nspname <> 'pg_toast')
               AND (oid <= (SELECT youngest FROM asked) OR owner <= (SELECT youngest FROM asked)
                    OR kind = 'r' AND inserted + updated + deleted > 0)
            UNION ALL
            SELECT 0, '', '', '', pg_catalog.current_setting('lock_timeout'), NULL,
                   coalesce((SELECT max(h.oid::bigint) FROM held h), 0), 0, 0, 0, 0, 0""";

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|min|h|d)?");

    private final Connection connection;
    private PreparedBySql prepared;
    private final Map<Long, String> quoted = new HashMap<>();
    private final Set<Long> youngIndexes = new TreeSet<>();
    private long youngest;
    /** The youngest that the last look found a lock on. */
    private long lookedUpTo;

    private long lockTimeout;

    RelationLook(Connection connection) throws SQLException {
        this.connection = connection;
        this.prepared = PreparedBySql.in(connection);
    }

    /** What this session keeps prepared may be gone: a script can throw all of it away. */
    void findPlaceAgain() throws SQLException {
        prepared = PreparedBySql.in(connection);
    }

    boolean inTransaction() throws SQLException {
        return ScriptRunner.open(connection);
    }

    void execute(String command) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Has the server tell of scans and rewrites, unless the script wants less to be said than usual. */
    void askForDetail() throws SQLException {
        execute("SELECT pg_catalog.set_config('client_min_messages', 'debug1', false)"
                + " WHERE pg_catalog.current_setting('client_min_messages') = 'notice'");
    }

    static boolean isDebug(SQLWarning warning) {
        ServerErrorMessage said = warning instanceof PSQLWarning psql ? psql.getServerErrorMessage() : null;
        String severity = String.valueOf(said == null ? null : said.getSeverity());
        // A server that logs durations tells them too.
        return severity.startsWith("DEBUG") || severity.equals("LOG");
    }

    /** Every relation of the database; from here on it counts as old. */
    Map<Long, Relation> all() throws SQLException {
        Map<Long, Relation> relations = read("relations", "", ALL);
        quoted.clear();
        youngest = relations.keySet().stream().max(Long::compare).orElse(0L);
        lookedUpTo = youngest;
        youngIndexes.clear();
        return relations;
    }

    /** The relations the session has a lock on. */
    Map<Long, Relation> locked() throws SQLException {
        Map<Long, Relation> relations = read(
                "locked",
                "(bigint, bigint, bigint[])",
                LOCKED,
                String.valueOf(youngest),
                String.valueOf(lookedUpTo),
                PreparedBySql.numbers(youngIndexes));
        Relation setting = Objects.requireNonNull(relations.remove(0L));
        lockTimeout = millis(setting.name());
        lookedUpTo = Math.max(lookedUpTo, setting.storage());
        relations.values().stream()
                .filter(relation -> relation.isIndex() && relation.oid() > youngest)
                .forEach(index -> youngIndexes.add(index.oid()));
        return relations;
    }

    /** As it was at the last look at the locks. */
    long lockTimeout() {
        return lockTimeout;
    }

    /** Schema and name as the catalogue writes them. */
    String name(Relation relation) {
        return relation.quoted() != null
                ? relation.name()
                : quoted.computeIfAbsent(relation.oid(), oid -> ask(relation));
    }

    private String ask(Relation relation) {
        try (PreparedStatement ask = connection.prepareStatement("SELECT pg_catalog.format('%I.%I', ?, ?)")) {
            ask.setString(1, relation.schema());
            ask.setString(2, relation.bareName());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException lost) {
            throw new IllegalStateException("asking for the name of " + relation, lost);
        }
    }

    private Map<Long, Relation> read(String name, String types, String sql, String... arguments) throws SQLException {
        Map<Long, Relation> relations = new TreeMap<>();
        prepared.run(List.of(prepared.call(
                name,
                types,
                sql,
                row -> {
                    Relation relation = relation(row);
                    relations.put(relation.oid(), relation);
                },
                arguments)));
        return relations;
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                mode(row.getInt(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }

    /** The server shows a duration in the largest unit that divides it. */
    private static long millis(String shown) {
        Matcher duration = DURATION.matcher(shown);
        if (!duration.matches()) {
            return 0;
        }
        long unit =
                switch (String.valueOf(duration.group(2))) {
                    case "s" -> 1_000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 1;
                };
        return Long.parseLong(duration.group(1)) * unit;
    }

    private static @Nullable LockMode mode(int place) {
        return place == 0 ? null : LockMode.values()[place - 1];
    }
}
