package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the run says of one claim about one step.
 *
 * @param against findings that make the test fail
 * @param beside findings that are only told: lighter ones, and those somebody answers for
 * @param unseen why the claim may not pass even when no finding fails it: it was not observed, or is not true
 */
record Answer(Claim claim, List<Finding> against, List<Finding> beside, Optional<String> unseen) {

    /** One answer for each claim a step is asked about, in their order. */
    static List<Answer> of(StepReport step, boolean first, boolean houseRules, Set<Severity> failOn) {
        List<Answer> answers = new ArrayList<>();
        for (Claim claim : Claim.values()) {
            Answer answer = of(step, claim, failOn);
            boolean spoken = !answer.against.isEmpty() || !answer.beside.isEmpty();
            boolean asked =
                    switch (claim) {
                        case HOUSE_RULES -> houseRules;
                        case OLD_RELEASE_WORKS -> !first;
                        default -> !claim.onDemand();
                    };
            if (asked || spoken) {
                answers.add(answer);
            }
        }
        return withoutEchoes(answers);
    }

    /**
     * A way back that leaves something is told once: that the second up then meets it says nothing new, and one mistake
     * should be one red test.
     */
    private static List<Answer> withoutEchoes(List<Answer> answers) {
        boolean wayBackFails =
                answers.stream().anyMatch(answer -> answer.claim == Claim.RESTORES_SCHEMA && !answer.against.isEmpty());
        return answers.stream()
                .map(answer -> wayBackFails && answer.claim == Claim.COMES_AGAIN ? answer.asEcho() : answer)
                .toList();
    }

    private Answer asEcho() {
        List<Finding> told = Stream.concat(against.stream(), beside.stream()).toList();
        String reason = Stream.concat(
                        Stream.of("The way back does not lead where the step began, which another test tells."),
                        told.stream().map(Finding::saw))
                .collect(Collectors.joining(" "));
        return new Answer(claim, List.of(), told, Optional.of(reason));
    }

    private static Answer of(StepReport step, Claim claim, Set<Severity> failOn) {
        List<Finding> mine = step.findings().stream()
                .filter(finding -> Claim.of(finding) == claim)
                .toList();
        List<Finding> against = mine.stream()
                .filter(finding -> finding.stands() && failOn.contains(finding.severity()))
                .toList();
        List<Finding> beside =
                mine.stream().filter(finding -> !against.contains(finding)).toList();
        return new Answer(claim, against, beside, unseen(step, claim));
    }

    private static Optional<String> unseen(StepReport step, Claim claim) {
        Optional<String> told = step.notObserved().stream()
                .filter(what -> concerns(what, claim))
                .findFirst();
        if (told.isPresent()) {
            return told;
        }
        return switch (step.upOutcome()) {
            case "failed" -> Optional.of("The step was refused.");
            case "skipped" -> Optional.of("The step was not run.");
            default -> claim.needsWayBack() ? wayBackUnseen(step, claim) : Optional.empty();
        };
    }

    private static Optional<String> wayBackUnseen(StepReport step, Claim claim) {
        return switch (step.downOutcome()) {
            case "restored" -> claim == Claim.COMES_AGAIN ? secondUpUnseen(step) : Optional.empty();
            // Where no finding fails the test the claim is still not true, and must not pass.
            case "differs" ->
                switch (claim) {
                    case RESTORES_SCHEMA -> Optional.of("The way back leads to another schema.");
                    case COMES_AGAIN -> secondUpUnseen(step);
                    default -> Optional.empty();
                };
            case "failed" -> Optional.of("The way back was refused.");
            case "one-way" -> Optional.of("The step is one-way on purpose.");
            case "missing" -> Optional.of("The step has no way back.");
            default -> Optional.of("The way back was not tried.");
        };
    }

    private static Optional<String> secondUpUnseen(StepReport step) {
        return switch (step.reupOutcome()) {
            case "same" -> Optional.empty();
            case "differs" -> Optional.of("The second up leads to another schema.");
            case "failed" -> Optional.of("The second up was refused.");
            default -> Optional.of("The step was not run a second time.");
        };
    }

    /** What could not be seen is told as {@code what: why}. */
    private static boolean concerns(String notObserved, Claim claim) {
        if (notObserved.startsWith("the way back")) {
            return claim.needsWayBack();
        }
        if (notObserved.startsWith("rule ")) {
            String id = notObserved.split(" ", 3)[1];
            return Rules.find(id)
                    .map(rule -> Claim.of(id, rule.card().category()) == claim)
                    .orElse(claim == Claim.HOUSE_RULES);
        }
        return true;
    }
}
