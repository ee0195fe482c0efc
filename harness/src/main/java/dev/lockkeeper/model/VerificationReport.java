package dev.lockkeeper.model;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
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

    /** The same with each finding as it stands beside something else, by its stable id, and the verdicts that follow. */
    public VerificationReport beside(BiFunction<Finding, String, Finding> other) {
        List<ChainReport> judged =
                chains.stream().map(chain -> chain.beside(other)).toList();
        Verdict worst = Verdict.worst(judged.stream().map(ChainReport::verdict).toList());
        return new VerificationReport(toolVersion, worst, server, seed, millis, judged, target);
    }

    /** The same with the folders of its chains named in another way. */
    public VerificationReport withPaths(UnaryOperator<String> shown) {
        List<ChainReport> renamed = chains.stream()
                .map(chain -> chain.withPath(shown.apply(chain.path())))
                .toList();
        return new VerificationReport(toolVersion, verdict, server, seed, millis, renamed, target);
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
