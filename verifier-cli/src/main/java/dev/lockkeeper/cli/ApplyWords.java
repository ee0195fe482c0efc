package dev.lockkeeper.cli;

import dev.lockkeeper.gate.Refusal;
import dev.lockkeeper.gate.apply.ApplyReport;
import dev.lockkeeper.gate.apply.StepEnd;
import dev.lockkeeper.model.Direction;
import java.util.Locale;

/** Says how a guarded run ended. */
final class ApplyWords {

    private ApplyWords() {}

    static int say(ApplyReport report, Direction direction, Console console) {
        for (StepEnd end : report.steps()) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-4s %-9s %s (%d ms%s)",
                            end.direction().id(),
                            word(end),
                            end.step().title(),
                            end.millis(),
                            end.attempts() > 1 ? ", " + end.attempts() + " attempts" : ""));
            end.said().lines().forEach(line -> console.out().println("     " + line));
        }
        for (Refusal refusal : report.refusals()) {
            console.out().println(refusal.reason().id() + ": " + refusal);
        }
        console.out().println(sentence(report, direction));
        return ExitCode.of(report.verdict()).code();
    }

    private static String word(StepEnd end) {
        return switch (end.how()) {
            case DONE -> "done";
            case REFUSED -> "refused";
            case HALF_DONE -> "half done";
            case ELSEWHERE -> "elsewhere";
            case LOST -> "lost";
        };
    }

    private static String sentence(ApplyReport report, Direction direction) {
        String again = direction == Direction.UP ? "lockkeeper apply" : "lockkeeper rollback";
        return switch (report.state()) {
            case NOTHING -> "nothing to do";
            case REFUSED -> "refused: nothing was run";
            case APPLIED ->
                direction == Direction.UP
                        ? "applied: every pending step has run and led where it was expected to"
                        : "taken back: the live database is as expected";
            case WENT_BACK -> "failed: what had run before it was taken back, the live database is as it was";
            case STOPPED -> "failed: the live database stands between two steps; " + again + " goes on from there";
            case HALF_DONE ->
                "undecided: a step is in its middle; " + again
                        + " goes on where it stopped, once what it said is mended";
        };
    }
}
