package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.TableShapes;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Times the digest of a million rows of ten columns against plain aggregates over the same table. */
public final class DigestBenchmark {

    private static final int RUNS = 5;

    private DigestBenchmark() {}

    public static void main(String[] versions) throws SQLException {
        String version = versions.length == 0 ? "17" : versions[0];
        try (RowsDatabase database = new RowsDatabase(version)) {
            database.run(
                    "SET max_parallel_workers_per_gather = 0",
                    """
                    CREATE TABLE big AS
                    SELECT g::bigint AS id, (g % 1000)::int AS a, 'name ' || g AS b, md5(g::text) AS c,
                           timestamptz '2020-01-01' + g * interval '1 second' AS d, (g * 1.25)::numeric(12,2) AS e,
                           g % 2 = 0 AS f, CASE WHEN g % 3 = 0 THEN 'note ' || g END AS h, md5(g::text)::uuid AS i,
                           jsonb_build_object('n', g) AS j
                      FROM generate_series(1, 1000000) g""",
                    "VACUUM ANALYZE big");
            double digest = best(() -> Aside.look(
                    database.connection(),
                    session -> Digest.of(
                            session,
                            TableShapes.contents(session, List.of(), List.of("public.big"))
                                    .get(0))));
            double count = best(() -> database.ask("SELECT count(*) FROM big"));
            double sequential = best(() ->
                    database.ask("SELECT count(id) + count(a) + count(b) + count(c) + count(d) + count(e) + count(f)"
                            + " + count(h) + count(i) + count(j) FROM big"));
            double extremes = best(
                    () -> database.ask("SELECT row(max(id), max(a), max(b), max(c), max(d), max(e), bool_or(f), max(h),"
                            + " max(i::text), max(j::text))::text FROM big"));
            print("digest (per column and whole row)", digest, digest);
            print("count(*)", count, digest);
            print("count of each column", sequential, digest);
            print("max of each column", extremes, digest);
        }
    }

    private interface Work {
        Object run() throws SQLException;
    }

    private static double best(Work work) throws SQLException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private static void print(String what, double seconds, double digest) {
        System.out.printf(Locale.ROOT, "%-36s %6.2f s   digest is %4.1f times that%n", what, seconds, digest / seconds);
    }
}
