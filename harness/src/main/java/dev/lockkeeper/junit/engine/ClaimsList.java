package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;

/** Writes down what a run proved, claim by claim, for somebody to read; everything is passed on as it is told. */
final class ClaimsList implements EngineExecutionListener {

    private static final int WIDTH = 120;
    private static final String HOLDS = "holds: ";
    private static final String FAILS = "FAILS: ";

    private static final Map<String, String> COUNTED = Map.of(HOLDS, "claims hold", FAILS, "fail");

    private final EngineExecutionListener told;
    /** Class, then place in it, then outcome, then the claims with that outcome. */
    private final Map<String, Map<String, Map<String, List<String>>>> classes = new TreeMap<>();

    ClaimsList(EngineExecutionListener told) {
        this.told = told;
    }

    @Override
    public void dynamicTestRegistered(TestDescriptor test) {
        told.dynamicTestRegistered(test);
    }

    @Override
    public void executionStarted(TestDescriptor test) {
        told.executionStarted(test);
    }

    @Override
    public void executionSkipped(TestDescriptor test, String reason) {
        note(test.getDisplayName(), "all of it", "skipped: ", reason);
        told.executionSkipped(test, reason);
    }

    @Override
    public void executionFinished(TestDescriptor test, TestExecutionResult result) {
        if (test.isTest()) {
            String[] name = test.getDisplayName().split(" › ", 2);
            note(className(test), name[0], outcome(result), name[name.length - 1]);
        } else if (result.getStatus() == Status.FAILED) {
            note(test.getDisplayName(), "all of it", FAILS, why(result));
        }
        told.executionFinished(test, result);
    }

    @Override
    public void reportingEntryPublished(TestDescriptor test, ReportEntry entry) {
        told.reportingEntryPublished(test, entry);
    }

    void writeTo(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(Objects.requireNonNull(folder));
            Files.writeString(file, text());
        } catch (IOException unwritable) {
            throw LockkeeperException.because("Could not write the list of claims to " + file + ".")
                    .answered(String.valueOf(unwritable.getMessage()))
                    .tryThis("another file for lockkeeper.claims.");
        }
    }

    String text() {
        List<String> lines = new ArrayList<>();
        classes.forEach((name, places) -> {
            lines.add(name + ": " + summary(places));
            places.forEach((place, outcomes) -> {
                lines.add("  " + place);
                outcomes.forEach((outcome, claims) -> lines.addAll(wrapped(outcome, claims)));
            });
            lines.add("");
        });
        return String.join("\n", lines);
    }

    private void note(String test, String place, String outcome, String claim) {
        classes.computeIfAbsent(test, any -> new LinkedHashMap<>())
                .computeIfAbsent(place, any -> new LinkedHashMap<>())
                .computeIfAbsent(outcome, any -> new ArrayList<>())
                .add(claim);
    }

    private static String className(TestDescriptor test) {
        return test instanceof AnnotatedClass
                ? test.getDisplayName()
                : test.getParent().map(ClaimsList::className).orElse("");
    }

    private static String outcome(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> HOLDS;
            case FAILED -> FAILS;
            case ABORTED -> "not observed (" + why(result) + "): ";
        };
    }

    private static String why(TestExecutionResult result) {
        return result.getThrowable()
                .map(thrown ->
                        String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""))
                .orElse("");
    }

    private static String summary(Map<String, Map<String, List<String>>> places) {
        Map<String, Integer> counts = new TreeMap<>();
        places.values()
                .forEach(outcomes -> outcomes.forEach((outcome, claims) -> counts.merge(
                        outcome.startsWith("not") ? "not observed" : COUNTED.getOrDefault(outcome, "skipped"),
                        claims.size(),
                        Integer::sum)));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static List<String> wrapped(String outcome, List<String> claims) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("    " + outcome);
        for (int at = 0; at < claims.size(); at++) {
            String word = claims.get(at) + (at < claims.size() - 1 ? " · " : "");
            if (line.length() + word.stripTrailing().length() > WIDTH
                    && !line.toString().isBlank()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder("      ");
            }
            line.append(word);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
