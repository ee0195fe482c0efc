package dev.lockkeeper.gate.apply;

import dev.lockkeeper.gate.Refusal;
import dev.lockkeeper.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * How a guarded run ended.
 *
 * @param steps those that were run, in that order; those taken back stand behind the one that failed
 * @param backup its name, if one was made
 */
public record ApplyReport(State state, List<Refusal> refusals, List<StepEnd> steps, Optional<String> backup) {

    /** What the target is like now. */
    public enum State {
        /** Nothing was pending. */
        NOTHING,
        /** Nothing was run. */
        REFUSED,
        /** Everything pending has run, and is as expected. */
        APPLIED,
        /** A step failed, and those before it were taken back: the target is as it was. */
        WENT_BACK,
        /** A step failed and left nothing; those before it stay. */
        STOPPED,
        /** A step stopped in its middle, or led elsewhere, or nobody knows how far it came. */
        HALF_DONE
    }

    public ApplyReport {
        refusals = List.copyOf(refusals);
        steps = List.copyOf(steps);
    }

    public Verdict verdict() {
        return switch (state) {
            case NOTHING, APPLIED -> Verdict.SAFE;
            case REFUSED, WENT_BACK, STOPPED -> Verdict.UNSAFE;
            case HALF_DONE -> Verdict.UNDECIDED;
        };
    }
}
