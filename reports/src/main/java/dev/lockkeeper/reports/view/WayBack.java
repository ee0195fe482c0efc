package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.StepReport;

/** How far a step can be taken back; three kinds of missing way back are told apart, for they mean different things. */
public enum WayBack {
    RESTORED("restores what was there", "restored"),
    NOTHING_TO_UNDO("changes nothing, so there is nothing to undo", "nothing to undo"),
    ONE_WAY("is one-way by intention", "one-way"),
    NOT_TRIED("was not tried", "not tried"),
    MISSING("has no down", "no down"),
    EMPTY("has an empty down although it changes the schema", "empty down"),
    DIFFERS("has a down that leaves something else than was there", "differs"),
    FAILED("has a down that fails", "fails");

    private final String sentence;
    private final String label;

    WayBack(String sentence, String label) {
        this.sentence = sentence;
        this.label = label;
    }

    /** Follows the name of one step: {@code 0007 has no down}. */
    public String sentence() {
        return sentence;
    }

    /** Two or three words for a table. */
    public String label() {
        return label;
    }

    /** Whether somebody who rolls back gets something else than before. */
    public boolean broken() {
        return compareTo(EMPTY) >= 0;
    }

    /** Whether nobody has to look at it. */
    public boolean fine() {
        return this == RESTORED || this == NOTHING_TO_UNDO;
    }

    public static WayBack of(ChainReport chain, StepReport step) {
        return switch (step.downOutcome()) {
            case "restored" -> changesNothing(step) && !wentDown(step) ? NOTHING_TO_UNDO : RESTORED;
            case "differs" -> isEmpty(chain, step) ? EMPTY : DIFFERS;
            case "failed" -> FAILED;
            case "missing" -> MISSING;
            case "one-way" -> ONE_WAY;
            default -> NOT_TRIED;
        };
    }

    private static boolean changesNothing(StepReport step) {
        return step.change().isEmpty()
                && step.data().isEmpty()
                && step.statements().stream().allMatch(trace -> trace.touched().isEmpty());
    }

    /** Either a rule says so, or downs are traced in this chain and this one ran no statement. */
    private static boolean isEmpty(ChainReport chain, StepReport step) {
        return step.findings().stream().anyMatch(finding -> finding.rule().equals("down-empty"))
                || (!wentDown(step) && chain.steps().stream().anyMatch(WayBack::wentDown));
    }

    private static boolean wentDown(StepReport step) {
        return step.statements().stream().anyMatch(trace -> trace.direction() == Direction.DOWN);
    }
}
