package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The central migration service, each schema on a server of its own. */
@ResourceLock("the container engine")
class ProfeContainersIT {

    private static final List<String> SCHEMAS =
            List.of("auth", "organizations", "users", "academic", "plans", "chat", "analytics", "files");

    private static final ServerRequest CONTAINER =
            ServerRequest.of(Verifications.DEFAULT_VERSION).from(Provider.CONTAINER);

    @TempDir
    Path nothing;

    @Test
    void the_eight_schemas_are_verified_in_eight_containers_at_once_and_none_stays() throws Exception {
        List<ThrowawayServer> servers = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(SCHEMAS.size());
        int before = containers();
        try {
            servers.add(first());
            for (Future<ThrowawayServer> server : workers.invokeAll(SCHEMAS.subList(1, SCHEMAS.size()).stream()
                    .<java.util.concurrent.Callable<ThrowawayServer>>map(any -> () -> Servers.start(CONTAINER))
                    .toList())) {
                servers.add(server.get());
            }
            assertThat(containers() - before).isEqualTo(SCHEMAS.size());

            List<Future<VerificationReport>> reports = new ArrayList<>();
            for (int i = 0; i < SCHEMAS.size(); i++) {
                Verification request = request(SCHEMAS.get(i));
                ThrowawayServer server = servers.get(i);
                reports.add(workers.submit(() -> Verifier.verify(request, server, Progress.SILENT)));
            }
            for (int i = 0; i < SCHEMAS.size(); i++) {
                VerificationReport report = reports.get(i).get();
                assertThat(report.verdict()).as(SCHEMAS.get(i)).isEqualTo(Verdict.SAFE);
                assertThat(report.server().provider()).isEqualTo("container");
                assertThat(report.chains()).extracting(ChainReport::name).contains(SCHEMAS.get(i));
            }
        } finally {
            servers.forEach(ThrowawayServer::close);
            workers.shutdownNow();
        }
        assertThat(containers()).isEqualTo(before);
    }

    private ThrowawayServer first() {
        try {
            return Servers.start(CONTAINER);
        } catch (LockkeeperException none) {
            System.err.println("SKIPPED: the eight schemas in eight containers: " + none.getMessage());
            return Assumptions.abort(String.valueOf(none.getMessage()));
        }
    }

    private static Verification request(String schema) {
        Path service = Path.of("..", "migrations", "profe").toAbsolutePath().normalize();
        Configuration configuration = new ChainSelection(service, Vocabulary.any())
                .of(List.of(schema))
                .get(0);
        return Verifications.of(configuration, LocalDate.of(2026, 1, 1));
    }

    /** Running ones of ours; none where no engine answers. */
    private int containers() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("docker", "ps", "-q", "--filter", "label=dev.lockkeeper.server")
                    .directory(nothing.toFile())
                    .start();
            String ids = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? (int) ids.lines().count() : 0;
        } catch (IOException noDocker) {
            return 0;
        }
    }
}
