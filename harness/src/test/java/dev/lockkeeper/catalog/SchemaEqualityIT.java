package dev.lockkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockkeeper.Thorough;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two states are equal for us exactly when their dumps are: the statements of {@code equality.sql} run one after the other,
 * and after each our snapshot must have changed exactly when {@code pg_dump --schema-only} has.
 *
 * <p>Runs on the oldest version and on the newest that the {@code pg_dump} of this machine can dump, one half of the
 * statements on each; with {@code -Dlockkeeper.thorough} all of them on every version, and with a full reading against
 * every refresh. {@code .ci/get-pg-dump} fetches a newer one.
 */
class SchemaEqualityIT {

    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    @Test
    void a_snapshot_changes_exactly_when_a_dump_does() {
        Optional<PgDump> found = PgDump.find();
        assumeTrue(
                found.isPresent(),
                "SKIPPED, nothing was proved: no pg_dump on the PATH, in /usr/lib/postgresql or named by LOCKKEEPER_PG_DUMP."
                        + " Try: apt-get install postgresql-client, or .ci/get-pg-dump FOLDER");
        List<CompletableFuture<List<String>>> runs = versions(
                        found.orElseThrow().major())
                .mapToObj(major -> CompletableFuture.supplyAsync(() -> judge(major, found.orElseThrow())))
                .toList();
        List<String> disagreements =
                runs.stream().flatMap(run -> run.join().stream()).toList();
        assertThat(String.join("\n", disagreements)).isEmpty();
    }

    private static IntStream versions(int dumpable) {
        int newest = Math.min(NEWEST, dumpable);
        return Thorough.ON
                ? IntStream.rangeClosed(OLDEST, newest)
                : IntStream.of(OLDEST, newest).distinct();
    }

    private static List<String> judge(int major, PgDump pgDump) {
        ServerRequest request = ServerRequest.of(String.valueOf(major)).from(Provider.EMBEDDED);
        try (ThrowawayServer server = Servers.start(request);
                EqualityJudge judge = new EqualityJudge(server, pgDump, Thorough.ON)) {
            judge.judge(Trial.read("equality-base.sql"), Trial.read("equality.sql"));
            System.err.println(judge.summary());
            return judge.disagreements();
        } catch (SQLException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
