package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads objects from shelves, by the queries beside this class. */
final class Shelves {

    private static final char SEPARATOR = '\u0001';
    private static final Map<String, ObjectKind> KINDS = kinds();

    private final Queries queries;
    private final CatalogSql sql;
    private final Map<String, String> known = new HashMap<>();

    Shelves(Queries queries, int major) {
        this.queries = queries;
        this.sql = new CatalogSql(major);
    }

    /** What is done with an object and the home it belongs to. */
    interface Keeper {
        void keep(Home home, CatalogObject object);
    }

    void readAll(Shelf shelf, Keeper keeper) throws SQLException {
        for (String query : shelf.queries()) {
            String call = queries.call(query + "_all", "", () -> sql.all(query));
            queries.run(List.of(call), List.of(row -> keeper.keep(new Home(shelf, row.getLong(1)), object(row))));
        }
    }

    /** @param mark how far the catalogues have come, so that those with nothing in them are not asked */
    void readSome(Shelf shelf, Collection<Home> homes, Watermark mark, Keeper keeper) throws SQLException {
        String oids =
                array(homes.stream().map(home -> String.valueOf(home.oid())).toList());
        List<String> calls = new ArrayList<>();
        List<Queries.RowReader> readers = new ArrayList<>();
        for (String query : shelf.queries()) {
            if (mark.leavesEmpty(query)) {
                continue;
            }
            calls.add(queries.call(query, "(oid[])", () -> sql.some(query), oids));
            readers.add(row -> keeper.keep(new Home(shelf, row.getLong(1)), object(row)));
        }
        queries.run(calls, readers);
    }

    /** Where something is printed that has its name from one of the seeds; only whole rows of them, when not all. */
    List<Home> dependents(Collection<Changes.Seed> seeds, boolean all) throws SQLException {
        List<Home> homes = new ArrayList<>();
        if (!seeds.isEmpty()) {
            String call = queries.call(
                    "dependent",
                    "(text[], oid[], bool)",
                    () -> sql.all("dependent"),
                    array(seeds.stream().map(Changes.Seed::catalog).toList()),
                    array(seeds.stream().map(seed -> String.valueOf(seed.oid())).toList()),
                    String.valueOf(all));
            queries.run(List.of(call), List.of(row -> {
                String text = row.getString(1);
                Home home = text == null ? null : Home.parse(text);
                if (home != null) {
                    homes.add(home);
                }
            }));
        }
        return homes;
    }

    private static String array(List<String> plainWords) {
        return plainWords.stream().collect(Collectors.joining(",", "'{", "}'"));
    }

    private CatalogObject object(ResultSet row) throws SQLException {
        ObjectKind kind = KINDS.get(row.getString(2));
        if (kind == null) {
            throw new IllegalStateException("No object kind is called " + row.getString(2));
        }
        ObjectId id = new ObjectId(kind, row.getString(3));
        return new CatalogObject(id, once(row.getString(4)), row.getString(5), traits(row.getString(6)));
    }

    /** One instance for text that many objects share. */
    private @Nullable String once(@Nullable String text) {
        return text == null ? null : known.computeIfAbsent(text, same -> same);
    }

    private Map<String, String> traits(String text) {
        Map<String, String> traits = new HashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(SEPARATOR, start);
            end = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', start);
            if (equals > start && equals < end) {
                String name = text.substring(start, equals);
                traits.put(known.computeIfAbsent(name, same -> same), text.substring(equals + 1, end));
            }
            start = end + 1;
        }
        return traits;
    }

    private static Map<String, ObjectKind> kinds() {
        Map<String, ObjectKind> kinds = new HashMap<>();
        List.of(ObjectKind.values()).forEach(kind -> kinds.put(kind.name(), kind));
        return kinds;
    }
}
