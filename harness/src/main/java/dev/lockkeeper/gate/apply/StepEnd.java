package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Step;

/**
 * How one step ended.
 *
 * @param attempts how often it was tried, for want of a lock
 * @param said what went wrong, or empty
 */
public record StepEnd(Step step, Direction direction, How how, int attempts, long millis, String said) {

    /** What the target is like afterwards. */
    public enum How {
        /** It has run, its history says so, and the schema is the expected one. */
        DONE,
        /** It was refused, and nothing of it stays. */
        REFUSED,
        /** Some of its pieces stay; the next run goes on where this one stopped. */
        HALF_DONE,
        /** It has run, and the schema is not the expected one. */
        ELSEWHERE,
        /** The session broke; the next run finds out how far it had come. */
        LOST
    }

    boolean done() {
        return how == How.DONE;
    }
}
