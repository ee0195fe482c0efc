package dev.lockkeeper.gate.apply;

import dev.lockkeeper.gate.TrustedKey;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One guarded run.
 *
 * @param target opens the target
 * @param histories reads the chains' histories from a target
 * @param server a throwaway server of the target's major version, asked for where there is no attestation to say where
 *     each step leads
 * @param attestation the file that has to hold; empty when somebody said that none is needed
 * @param lossless whether a step's way back was seen to lose nothing, where no attestation says so
 * @param backup makes a backup before the first write, and says its name; empty when somebody said that none is needed
 * @param wayBack whether to take back what ran before a step that failed, where that loses nothing
 */
public record ApplyRequest(
        Supplier<Target> target,
        Function<Target, List<History>> histories,
        Supplier<ThrowawayServer> server,
        Optional<Path> attestation,
        List<TrustedKey> trusted,
        BiPredicate<String, Step> lossless,
        Optional<Function<Target, String>> backup,
        LockPolicy locks,
        boolean wayBack,
        Clock clock,
        Consumer<String> progress) {

    public ApplyRequest {
        trusted = List.copyOf(trusted);
    }

    /** The same, telling somebody else what happens. */
    public ApplyRequest telling(Consumer<String> listener) {
        return new ApplyRequest(
                target, histories, server, attestation, trusted, lossless, backup, locks, wayBack, clock, listener);
    }
}
