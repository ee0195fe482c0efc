package dev.lockkeeper.model;

import java.util.List;
import java.util.stream.Stream;

/** The finished, immutable result of a run. */
public record VerificationReport(
        String toolVersion, Verdict verdict, ServerInfo server, long seed, long millis, List<ChainReport> chains) {

    public static final String SCHEMA = "lockkeeper-report/1";

    public VerificationReport {
        chains = List.copyOf(chains);
    }

    public Stream<Finding> allFindings() {
        return chains.stream().flatMap(ChainReport::allFindings);
    }
}
