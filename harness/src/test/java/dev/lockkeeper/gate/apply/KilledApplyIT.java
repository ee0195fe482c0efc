package dev.lockkeeper.gate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.gate.DeployLock;
import dev.lockkeeper.gate.Standings;
import dev.lockkeeper.gate.apply.ApplyReport.State;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends the session of a run at random moments; {@code -Dlockkeeper.kills=50} for more of them, {@code -Dlockkeeper.seed}. */
class KilledApplyIT {

    private static final int KILLS = Integer.getInteger("lockkeeper.kills", 3);
    private static final long SEED = Long.getLong("lockkeeper.seed", 1);
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void a_run_that_is_killed_anywhere_is_finished_by_the_next_and_no_row_is_lost() throws Exception {
        Random random = new Random(SEED);
        String whole;
        long nanos;
        try (DeployBench bench = bench()) {
            long started = System.nanoTime();
            AtomicReference<Long> writing = new AtomicReference<>(started);
            assertThat(Apply.up(bench.request().telling(atFirstStep(() -> writing.set(System.nanoTime()))))
                            .state())
                    .isEqualTo(State.APPLIED);
            nanos = System.nanoTime() - writing.get();
            whole = picture(bench);
        }
        for (int i = 0; i < KILLS; i++) {
            long delay = (long) (random.nextDouble() * nanos);
            try (DeployBench bench = bench()) {
                String first = killed(bench, delay);
                refuseUnlessTold(bench, first);
                finish(bench);
                assertThat(picture(bench))
                        .as("seed %d, kill %d after %d µs: %s", SEED, i, delay / 1000, first)
                        .isEqualTo(whole);
            }
        }
    }

    /** What the target says of the run that was killed. */
    private static String killed(DeployBench bench, long delay) throws InterruptedException {
        AtomicReference<Optional<Thread>> killer = new AtomicReference<>(Optional.empty());
        try {
            ApplyReport report = Apply.up(bench.request().telling(atFirstStep(() -> {
                Thread thread = new Thread(() -> kill(bench, delay));
                killer.set(Optional.of(thread));
                thread.start();
            })));
            return report.state().name();
        } catch (LockkeeperException broken) {
            return "broken";
        } finally {
            if (killer.get().isPresent()) {
                killer.get().get().join();
            }
        }
    }

    private static void kill(DeployBench bench, long delay) {
        try {
            TimeUnit.NANOSECONDS.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bench.live()
                .ask("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 1"
                        + " and classid::bigint = " + (DeployLock.KEY >>> 32)
                        + " and database = (select oid from pg_database where datname = current_database())");
    }

    /** Either every step is whole, or a note says which one is not and how far it came. */
    private static void refuseUnlessTold(DeployBench bench, String first) {
        List<String> dirty =
                bench.live().ask("select coalesce(to_regclass('public.schema_migrations') is not null, false)::text");
        boolean marked = bench.live()
                .ask("select to_regclass('lockkeeper_deploy.progress') is not null")
                .contains("t");
        boolean dirtyFlag = dirty.contains("true")
                && bench.live().ask("select dirty from schema_migrations").contains("t");
        assertThat(dirtyFlag)
                .as("dirty exactly while a note says how far: " + first)
                .isEqualTo(marked);
    }

    private static void finish(DeployBench bench) throws InterruptedException {
        for (int attempt = 0; attempt < 50; attempt++) {
            ApplyReport report = Apply.up(bench.request());
            boolean locked = report.state() == State.REFUSED;
            if (!locked) {
                assertThat(report.state()).isIn(State.APPLIED, State.NOTHING);
                return;
            }
            // The server is still ending the session that was killed.
            Thread.sleep(100);
        }
        throw new AssertionError("the lock was never let go");
    }

    private static java.util.function.Consumer<String> atFirstStep(Runnable then) {
        return line -> {
            if (line.startsWith("Step 0001")) {
                then.run();
            }
        };
    }

    private DeployBench bench() {
        DeployBench bench = new DeployBench(folder, "golang-migrate");
        bench.live()
                .run(
                        "create table people (id int primary key, name text)",
                        "insert into people select n, 'p' || n from generate_series(1, " + ROWS + ") n");
        bench.lay(
                "0001_one.up.sql",
                "create table orders (id serial primary key, person int);\n"
                        + "do $$ begin if to_regclass('people') is not null then insert into orders (person) select id from people; end if; end $$;");
        bench.lay(
                "0002_two.up.sql",
                "begin;\ncreate table log (n int);\ninsert into log values (1);\ncommit;\n"
                        + "begin;\ninsert into log values (2);\nalter table log add at int;\ncommit;\ninsert into log values (3, 3);");
        bench.lay("0003_three.up.sql", "create index concurrently orders_person on orders (person);");
        bench.lay(
                "0004_four.up.sql", "alter table orders add total numeric default 1.5;\nupdate orders set total = id;");
        bench.lay("0005_five.up.sql", "drop index concurrently orders_person;");
        return bench;
    }

    private static String picture(DeployBench bench) {
        try (Target target = bench.target()) {
            return Standings.schemaWithout(target, List.of("public.schema_migrations")) + " "
                    + bench.live()
                            .ask("select count(*) || ' ' || sum(total) || ' ' || count(distinct person) from orders")
                    + bench.live().ask("select n from log order by n")
                    + bench.live().ask("select count(*) from people")
                    + bench.live().ask("select version || ' ' || dirty from schema_migrations")
                    + bench.live().ask("select count(*) from pg_namespace where nspname = 'lockkeeper_deploy'");
        }
    }
}
