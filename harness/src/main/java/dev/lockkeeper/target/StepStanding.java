package dev.lockkeeper.target;

import dev.lockkeeper.model.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one step stands on the target.
 *
 * @param step empty when no file of the chain is it any more
 * @param version as the chain writes it, or as the table does where the chain has none
 * @param notes in words, what there is to know
 */
public record StepStanding(
        Optional<Step> step,
        String version,
        String description,
        State state,
        Set<Trouble> troubles,
        Optional<Instant> at,
        List<String> notes) {

    /** Where it stands. */
    public enum State {
        APPLIED,
        /** It will run next time. */
        PENDING,
        /** Older than a baseline, so that this tool never ran it here. */
        BELOW_BASELINE,
        /** It began and did not end well. */
        FAILED,
        /** The table names it; the chain has no such file. */
        MISSING,
        /** The tool will never run it here. */
        SKIPPED;

        /** As listings write it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** What is wrong with it. */
    public enum Trouble {
        /** The file is not the one that was run. */
        EDITED,
        /** It is pending though a later one has run. */
        OUT_OF_ORDER;

        /** As listings write it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public StepStanding {
        troubles = java.util.Collections.unmodifiableSet(new TreeSet<>(troubles));
        notes = List.copyOf(notes);
    }

    /** Whether somebody has to look at it before anything else is run. */
    public boolean isTroubled() {
        return !troubles.isEmpty() || state == State.FAILED || state == State.MISSING || state == State.SKIPPED;
    }
}
