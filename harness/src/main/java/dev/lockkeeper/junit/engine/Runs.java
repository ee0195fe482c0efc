package dev.lockkeeper.junit.engine;

import dev.lockkeeper.Verifier;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.VerificationReport;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The verifications of one run of tests: several at once, each on a server to itself. */
final class Runs implements AutoCloseable {

    private final Settings settings;
    private final ServerPool servers = new ServerPool();
    private final ExecutorService workers;

    Runs(Settings settings) {
        this.settings = settings;
        this.workers = Executors.newFixedThreadPool(settings.jobs(), work -> {
            Thread thread = new Thread(work, "lockkeeper-verify");
            thread.setDaemon(true);
            return thread;
        });
    }

    Settings settings() {
        return settings;
    }

    Future<VerificationReport> begin(Requests.Request request) {
        return workers.submit(() -> servers.with(
                request.verification().server(),
                server -> Verifier.verify(request.verification(), server, Progress.SILENT)));
    }

    @Override
    public void close() {
        workers.shutdownNow();
        servers.close();
    }
}
