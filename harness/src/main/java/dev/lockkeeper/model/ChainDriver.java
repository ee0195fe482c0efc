package dev.lockkeeper.model;

/** Runs steps that are programs, with the chain's own tool, and records the SQL they send. */
public interface ChainDriver extends AutoCloseable {

    /**
     * Runs one direction of a step on a database we may ruin, which stands just before it, and returns the SQL that was
     * sent, with literals in place and grouped as the tool grouped it.
     *
     * @throws StepProgramFailed when the step itself failed; what was sent until then is in the exception
     */
    Script record(Step step, Direction direction, DatabaseAddress database) throws StepProgramFailed;

    @Override
    void close();

    /** A step's program broke: what it had sent, and what it or the server answered. */
    final class StepProgramFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Script sent;
        private final transient Failure failure;

        public StepProgramFailed(Script sent, Failure failure) {
            super(failure.message());
            this.sent = sent;
            this.failure = failure;
        }

        public Script sent() {
            return sent;
        }

        public Failure failure() {
            return failure;
        }
    }
}
