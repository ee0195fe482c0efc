package dev.lockkeeper.gate.apply;

import java.time.Duration;

/**
 * How long a step may wait for a lock, since all who come after it wait with it, and how often it tries again.
 *
 * @param timeout after which a waiting statement gives up
 * @param attempts in all
 * @param firstPause before the second attempt; doubled before each one after that
 */
public record LockPolicy(Duration timeout, int attempts, Duration firstPause) {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    public static LockPolicy of(double seconds) {
        return new LockPolicy(Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))), 8, Duration.ofSeconds(1));
    }

    /** Before the attempt of that number, which is 2 for the first one that pauses. */
    Duration pauseBefore(int attempt) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(20, attempt - 2));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
