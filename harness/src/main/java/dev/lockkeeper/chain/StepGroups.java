package dev.lockkeeper.chain;

import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds steps that were one migration before it was cut into a file for each statement. They share a date or a time and
 * differ in a running number behind it, and none holds more than one statement.
 */
final class StepGroups {

    private static final String DATE = "(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
    private static final String TIME = DATE + "(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d";

    /** Without a separator only numbers too long to be a time on their own count: 14 digits and 2 or 6 more. */
    private static final Pattern NUMBERED =
            Pattern.compile("(%s|%s)[_.-](\\d{1,4})|(%s)(\\d{6}|\\d{2})".formatted(DATE, TIME, TIME));

    private StepGroups() {}

    static List<Step> grouped(List<Step> steps) {
        Map<String, List<Step>> members = steps.stream()
                .filter(step -> stem(step).isPresent())
                .collect(Collectors.groupingBy(step -> stem(step).orElseThrow()));
        return steps.stream()
                .map(step -> stem(step)
                        .filter(stem -> wasOne(members.getOrDefault(stem, List.of())))
                        .map(stem -> inGroup(step, stem))
                        .orElse(step))
                .toList();
    }

    private static boolean wasOne(List<Step> members) {
        return members.size() > 1 && members.stream().allMatch(StepGroups::isSmall);
    }

    private static Optional<String> stem(Step step) {
        Matcher matcher = NUMBERED.matcher(step.version());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(3));
    }

    private static boolean isSmall(Step step) {
        return isSmall(step.up()) && !(step.down() instanceof Down.Written written && !isSmall(written.source()));
    }

    private static boolean isSmall(Source source) {
        return source instanceof Script script && script.statements().size() <= 1;
    }

    private static Step inGroup(Step step, String group) {
        return new Step(
                step.version(),
                step.description(),
                step.file(),
                step.checksum(),
                step.kind(),
                step.up(),
                step.down(),
                step.marks(),
                group);
    }
}
