package dev.lockkeeper.gate.apply;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.gate.TrustedKey;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Memory;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A run in a process of its own, for a test to kill; it says each step on its output. */
final class ApplyingClient {

    private ApplyingClient() {}

    /** @param args address, folder of the chain, attestation, public key */
    public static void main(String[] args) {
        ApplyReport report = Apply.up(new ApplyRequest(
                () -> Target.open(TargetRequest.of("live", args[0]), name -> null),
                target -> List.of(History.read(
                        target,
                        ChainFormats.read(Path.of(args[1]), "golang-migrate", ReadOptions.named("shop")),
                        Optional.empty(),
                        Memory.none())),
                () -> {
                    throw new IllegalStateException("an attestation says where each step leads");
                },
                Optional.of(Path.of(args[2])),
                TrustedKey.find(List.of(Path.of(args[3])), name -> null),
                (chain, step) -> false,
                Optional.empty(),
                new LockPolicy(Duration.ofMillis(200), 6, Duration.ofMillis(20)),
                false,
                Clock.systemUTC(),
                System.out::println));
        System.out.println(report.state());
    }
}
