package dev.lockkeeper.cli;

import dev.lockkeeper.Verification;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ServerRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how hard to try; they win over the configuration. */
final class RunOptions {

    @Option(names = "--jobs", paramLabel = "N", description = "chains to walk at once; else one for each processor")
    private @Nullable Integer jobs;

    @Option(names = "--rows", paramLabel = "N", description = "rows to generate for each table; 0 for none")
    private @Nullable Integer rows;

    @Option(names = "--seed", paramLabel = "N", description = "another seed makes other rows")
    private @Nullable Long seed;

    @Option(
            names = "--rehearse",
            description = {
                "also run each step beside a reader, and others who read and write:",
                "who has to wait for whom, and what a lock_timeout would have done"
            })
    private boolean rehearse;

    Verification applyTo(Verification request, ServerRequest server) {
        return new Verification(
                request.chains(),
                server,
                request.budgets(),
                seed == null ? request.seed() : seed,
                rows == null ? request.rowsPerTable() : atLeast(0, rows, "--rows"),
                request.rules(),
                request.allow(),
                jobs == null ? request.jobs() : atLeast(1, jobs, "--jobs"),
                request.today(),
                request.onlyNew(),
                request.baseline(),
                request.house(),
                rehearse || request.rehearse());
    }

    private static int atLeast(int least, int number, String option) {
        if (number < least) {
            throw LockkeeperException.because(option + " " + number + " is too small.")
                    .tryThis(option + " " + least + " or more.");
        }
        return number;
    }
}
