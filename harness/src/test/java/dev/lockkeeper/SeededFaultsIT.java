package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breaks sound steps in one way at a time and counts how many of the breaks are told. */
class SeededFaultsIT {

    private static final int ENOUGH_OPERATORS = 40;
    private static final double ENOUGH_CAUGHT = 0.95;

    /** What a lock costs has nothing to do with what became of rows and schema. */
    private static final Set<Category> OTHER_MATTERS =
            EnumSet.of(Category.LOCK, Category.REWRITE, Category.PLANNER, Category.DESIGN);

    @TempDir
    Path folder;

    /** @param by the first rule that told it, or empty */
    private record Outcome(String step, String fault, String by) {
        boolean caught() {
            return !by.isEmpty();
        }
    }

    @Test
    void nearly_every_fault_seeded_into_a_sound_step_is_told() throws Exception {
        List<Outcome> outcomes = outcomesOf(steps());
        List<Outcome> missed =
                outcomes.stream().filter(outcome -> !outcome.caught()).toList();
        long caught = outcomes.size() - missed.size();
        outcomes.forEach(outcome -> System.out.printf(
                "%-10s %-50s %s%n", outcome.step, outcome.fault, outcome.caught() ? outcome.by : "MISSED"));
        System.out.printf("seeded faults: %d of %d caught%n", caught, outcomes.size());

        if (Thorough.ON) {
            assertThat(outcomes.stream().map(Outcome::fault).distinct()).hasSizeGreaterThanOrEqualTo(ENOUGH_OPERATORS);
        }
        assertThat((double) caught / outcomes.size()).as("missed: %s", missed).isGreaterThanOrEqualTo(ENOUGH_CAUGHT);
    }

    private List<Outcome> outcomesOf(List<SeededStep> steps) throws Exception {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<List<Outcome>> one : workers.invokeAll(steps.stream()
                    .map(step -> (Callable<List<Outcome>>) () -> breakInEveryWay(step))
                    .toList())) {
                outcomes.addAll(one.get());
            }
            return outcomes;
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Outcome> breakInEveryWay(SeededStep step) throws Exception {
        List<Finding> sound = findings(step.layOut(place(), List.of()));
        assertThat(sound)
                .as("errors of the sound step %s", step.name())
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
        Set<String> known = sound.stream().map(SeededFaultsIT::what).collect(Collectors.toSet());
        List<Outcome> outcomes = new ArrayList<>();
        for (SeededStep.Fault fault : Thorough.sample(step.faults(), 8, 5)) {
            String by = findings(step.layOut(place(), fault.edits())).stream()
                    .filter(finding -> finding.severity() != Severity.NOTE)
                    .filter(finding -> !OTHER_MATTERS.contains(finding.category()))
                    .filter(finding -> !known.contains(what(finding)))
                    .map(Finding::rule)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(" "));
            outcomes.add(new Outcome(step.name(), fault.name(), by));
        }
        return outcomes;
    }

    private static String what(Finding finding) {
        return finding.severity() + " " + finding.rule() + " " + finding.object() + " " + finding.saw();
    }

    private static List<Finding> findings(Path place) throws Exception {
        return RuleTrial.on(Verifications.DEFAULT_VERSION, place, Map.of("rows", "12", "rules", "default"));
    }

    private static List<SeededStep> steps() throws Exception {
        Path root = Path.of(Objects.requireNonNull(SeededFaultsIT.class.getResource("/faults"))
                .toURI());
        List<SeededStep> steps = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.sorted().toList()) {
                steps.add(SeededStep.parse(file));
            }
        }
        return steps;
    }

    private Path place() throws IOException {
        return Files.createTempDirectory(folder, "step");
    }
}
