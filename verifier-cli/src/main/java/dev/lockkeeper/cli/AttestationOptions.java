package dev.lockkeeper.cli;

import dev.lockkeeper.Version;
import dev.lockkeeper.WaysBack;
import dev.lockkeeper.gate.Attestation;
import dev.lockkeeper.gate.SignedAttestation;
import dev.lockkeeper.gate.SigningKey;
import dev.lockkeeper.gate.apply.Vouching;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a check that ends well leaves a signed attestation. */
final class AttestationOptions {

    @Option(
            names = "--attestation",
            paramLabel = "FILE",
            description = "when all is safe, sign an attestation for lockkeeper gate or apply")
    private @Nullable String file;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "private key to sign with; else " + SigningKey.VARIABLE + " or " + SigningKey.FILE_VARIABLE
                    + " of the environment; lockkeeper init --keys makes one")
    private @Nullable String key;

    @Option(names = "--valid-hours", paramLabel = "N", description = "how long it holds (24)")
    private int validHours = Math.toIntExact(Attestation.LIFETIME.toHours());

    /** The key, asked for before anything long is begun; empty when no attestation is wanted. */
    Optional<SigningKey> signer(Console console) {
        if (file == null) {
            return Optional.empty();
        }
        if (validHours < 1 || Duration.ofHours(validHours).compareTo(Attestation.LONGEST) > 0) {
            throw LockkeeperException.because(
                    "--valid-hours " + validHours + " is not between 1 and " + Attestation.LONGEST.toHours() + ".");
        }
        return Optional.of(SigningKey.find(Optional.ofNullable(key).map(console.here()::resolve), console.environment())
                .orElseThrow(
                        () -> LockkeeperException.because("An attestation is wanted, and there is no key to sign it.")
                                .tryThis("lockkeeper init --keys, then --key lockkeeper-signing.key or its text in "
                                        + SigningKey.VARIABLE)));
    }

    /** Writes the attestation when the check ended well; what was unsafe or undecided is attested by nobody. */
    void write(
            SigningKey signer,
            VerificationReport report,
            Target target,
            List<History> histories,
            ThrowawayServer server,
            Console console) {
        Path place = console.here().resolve(Objects.requireNonNull(file));
        if (report.verdict() != Verdict.SAFE) {
            console.err()
                    .println("lockkeeper: no attestation was written, as the verdict is "
                            + report.verdict().id() + ".");
            return;
        }
        WaysBack ways = new WaysBack(report);
        Attestation attestation = new Vouching(
                        Version.current(),
                        Objects.requireNonNullElse(
                                console.environment().apply("GITHUB_ACTOR"), System.getProperty("user.name", "")),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Duration.ofHours(validHours),
                        report.verdict(),
                        ways.atOnce(),
                        ways.mayLose(),
                        ways.findings())
                .attest(target, histories, server);
        try {
            Files.writeString(place, SignedAttestation.sign(attestation, signer));
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write the attestation " + place + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
        console.err()
                .println("lockkeeper: attestation " + place + ", valid until " + attestation.expires()
                        + ", signed with " + signer.half() + ".");
    }
}
