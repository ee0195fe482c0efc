package dev.lockkeeper.catalog;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at the watched catalogues: first whether any was written to, then at those that were. */
final class ChangeScan {

    /** Beyond so many catalogues one query over all of them is faster than one for each. */
    private static final int MANY = 12;

    private static final String HORIZON = "WITH horizon AS MATERIALIZED (SELECT age($1::text::xid) AS age)\n";

    private final Queries queries;
    private final int major;
    private final CatalogSql sql;

    ChangeScan(Queries queries, int major) {
        this.queries = queries;
        this.major = major;
        this.sql = new CatalogSql(major);
    }

    List<Watched> watched(boolean superuser) {
        return Watched.ALL.stream()
                .filter(one -> one.isReadable(major, superuser))
                .toList();
    }

    /** Takes the pulse, asking about other sessions since an earlier one. */
    Pulse pulse(@Nullable Pulse earlier) throws SQLException {
        String since = earlier == null ? "NULL" : "'" + earlier.clock() + "'";
        List<Pulse> taken = new ArrayList<>();
        String call = queries.call("pulse", "(timestamptz)", this::pulseSql, since);
        queries.run(List.of(call), List.of(row -> taken.add(pulse(row))));
        return taken.get(0);
    }

    /** Looks at catalogues from a horizon. */
    Map<String, Watermark.Rows> look(long horizon, List<Watched> at, boolean superuser) throws SQLException {
        Map<String, Watermark.Rows> catalogs = new HashMap<>();
        String from = String.valueOf(horizon % (1L << 32));
        List<String> calls = new ArrayList<>();
        if (at.size() > MANY) {
            String name = superuser ? "scan" : "scan_some";
            calls.add(queries.call(name, "(int8)", () -> scanSql(watched(superuser)), from));
        } else {
            for (Watched one : at) {
                calls.add(queries.call("scan_" + one.catalog(), "(int8)", () -> scanSql(List.of(one)), from));
            }
        }
        Queries.RowReader reader = row -> catalogs.put(row.getString(1), rows(row));
        queries.run(calls, Collections.nCopies(calls.size(), reader));
        return catalogs;
    }

    /** The newest transaction before a horizon that wrote a row of a watched catalogue. */
    long newestBefore(long horizon) throws SQLException {
        long[] newest = {horizon - 1};
        String from = String.valueOf(horizon % (1L << 32));
        String call = queries.call("newest", "(int8)", this::newestSql, from);
        queries.run(List.of(call), List.of(row -> newest[0] = horizon - row.getLong(1)));
        return Math.max(newest[0], 0);
    }

    /** How many shown rows each home has in a catalogue. */
    Map<Home, Long> count(Watched watched) throws SQLException {
        Map<Home, Long> rows = new HashMap<>();
        String call = queries.call("count_" + watched.catalog(), "", () -> sql.given(watched.count()));
        queries.run(List.of(call), List.of(row -> {
            String text = row.getString(1);
            Home home = text == null ? null : Home.parse(text);
            if (home != null) {
                rows.put(home, row.getLong(2));
            }
        }));
        return rows;
    }

    private String scanSql(List<Watched> catalogs) {
        return sql.given(HORIZON + catalogs.stream().map(Watched::scan).collect(Collectors.joining("\nUNION ALL\n")));
    }

    /** How far before the horizon that was; what the server was born with counts as far away. */
    private String newestSql() {
        String ages = Watched.ALL.stream()
                .filter(one -> one.isReadable(major, false))
                .map(one -> "SELECT min(age(xmin)) AS age FROM " + one.catalog()
                        + " WHERE age(xmin) > (SELECT age FROM horizon)")
                .collect(Collectors.joining("\nUNION ALL\n"));
        return HORIZON + "SELECT min(r.age) - (SELECT age FROM horizon) FROM (" + ages + ") r";
    }

    private String pulseSql() {
        String catalogs = Watched.ALL.stream()
                .filter(one -> one.isReadable(major, true))
                .map(one -> "('" + one.catalog() + "'::regclass, '" + one.writes() + "')")
                .collect(Collectors.joining(", "));
        return sql.all("pulse").replace("('watched', 'iud')", catalogs);
    }

    private Pulse pulse(ResultSet row) throws SQLException {
        Map<String, Long> writes = null;
        String counted = row.getString("writes");
        if (counted != null) {
            writes = new HashMap<>();
            for (String entry : counted.split(" ")) {
                int equals = entry.indexOf('=');
                writes.put(entry.substring(0, equals), Long.parseLong(entry.substring(equals + 1)));
            }
        }
        return new Pulse(
                queries.history().current(),
                row.getLong("session"),
                row.getString("transaction"),
                row.getString("clock"),
                row.getBoolean("others"),
                row.getLong("horizon"),
                writes,
                names(row.getString("names")));
    }

    private static Watermark.Rows rows(ResultSet row) throws SQLException {
        Map<Long, Watermark.Young> young = new HashMap<>();
        long settled = row.getLong(2);
        long sum = new BigInteger(row.getString(3)).longValue();
        String lines = row.getString(5);
        for (String line : lines == null ? new String[0] : lines.split("\n")) {
            String[] words = line.split(" ");
            long key = Long.parseLong(words[0]);
            boolean shown = words[3].equals("1");
            String home = words.length > 4 ? words[4] : "-";
            young.put(key, new Watermark.Young(Long.parseLong(words[1]), words[2], shown, home));
            settled -= shown ? 1 : 0;
            sum -= shown ? key : 0;
        }
        return new Watermark.Rows(settled, sum, row.getLong(4), young);
    }

    private static Map<String, String> names(String lines) {
        Map<String, String> names = new HashMap<>();
        lines.lines().forEach(line -> {
            int space = line.indexOf(' ');
            names.put(line.substring(0, space), line.substring(space + 1));
        });
        return names;
    }
}
