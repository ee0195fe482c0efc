package dev.lockkeeper.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The finished, immutable result of a run.
 *
 * @param target the live database it was held against, or null
 */
public record VerificationReport(
        String toolVersion,
        Verdict verdict,
        ServerInfo server,
        long seed,
        long millis,
        List<ChainReport> chains,
        @Nullable TargetReport target) {

    public static final String SCHEMA = "lockkeeper-report/1";

    public VerificationReport {
        chains = List.copyOf(chains);
    }

    /** Of a run without a live database. */
    public VerificationReport(
            String toolVersion, Verdict verdict, ServerInfo server, long seed, long millis, List<ChainReport> chains) {
        this(toolVersion, verdict, server, seed, millis, chains, null);
    }

    public Stream<Finding> allFindings() {
        return chains.stream().flatMap(ChainReport::allFindings);
    }
}
