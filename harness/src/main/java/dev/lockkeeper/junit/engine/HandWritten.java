package dev.lockkeeper.junit.engine;

import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifier;
import dev.lockkeeper.experiment.MovableStage;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.junit.VerifyMigrations;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the hand-written tests of one annotated class stand on: its chains, servers, and the verification of it all. */
public final class HandWritten {

    private final Requests.Request request;
    private final ServerPool servers;
    private @Nullable VerificationReport report;

    private HandWritten(Requests.Request request, ServerPool servers) {
        this.request = request;
        this.servers = servers;
    }

    /** A stage of a chain before its first step, on a server nobody else has meanwhile. */
    public Stand stand(String chain, boolean fixtures) {
        Verification verification = request.verification();
        String name = chain.isEmpty() ? only() : chain;
        ThrowawayServer server = servers.take(verification.server());
        try {
            MovableStage stage = verification.stage(name, server, fixtures);
            return new Stand(stage, server, verification.server(), servers);
        } catch (SQLException refused) {
            throw LockkeeperException.because("Could not make a database for " + name + ".")
                    .answered(String.valueOf(refused.getMessage()))
                    .causedBy(refused);
        }
    }

    /** What the verification says of a step; the chains are verified when the first test asks. */
    public StepReport step(String chain, String version) {
        String name = chain.isEmpty() ? only() : chain;
        ChainReport found = report().chains().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return found.steps().stream()
                .filter(step -> step.version().equals(version))
                .findFirst()
                .orElseThrow(() -> LockkeeperException.because(
                                "The verification of " + name + " says nothing of version " + version + ".")
                        .tryThis("a version that onlyNewSince does not leave out."));
    }

    private synchronized VerificationReport report() {
        VerificationReport known = report;
        if (known == null) {
            known = servers.with(
                    request.verification().server(),
                    server -> Verifier.verify(request.verification(), server, Progress.SILENT));
            report = known;
        }
        return known;
    }

    private String only() {
        if (request.chains().size() == 1) {
            return request.chains().iterator().next();
        }
        throw LockkeeperException.because(
                        "The class verifies several chains: " + String.join(", ", request.chains()) + ".")
                .tryThis("@MigratedTo(chain = \"" + request.chains().iterator().next() + "\")");
    }

    /** A stage and the server it stands on. */
    public record Stand(MovableStage stage, ThrowawayServer server, ServerRequest request, ServerPool pool) {

        /** The stage is closed already. */
        public void giveBack() {
            pool.giveBack(request, server);
        }
    }

    /** One for each annotated class of a run. */
    public static final class Book implements AutoCloseable {

        private final ServerPool servers = new ServerPool();
        private final Map<Class<?>, HandWritten> known = new ConcurrentHashMap<>();

        /** Tests written by hand run on the first version the class asks for. */
        public HandWritten of(Class<?> test, Function<String, Optional<String>> parameters) {
            return known.computeIfAbsent(test, any -> {
                VerifyMigrations annotation = AnnotationSupport.findAnnotation(test, VerifyMigrations.class)
                        .orElseThrow();
                List<Requests.Request> requests =
                        Requests.of(test, annotation, HouseRuleMethods.of(test, annotation), new Settings(parameters));
                return new HandWritten(requests.get(0), servers);
            });
        }

        @Override
        public void close() {
            servers.close();
        }
    }
}
