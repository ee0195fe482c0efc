package dev.lockkeeper;

import dev.lockkeeper.AcceptanceScenario.Rates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our own scenarios, in the formats of several tools: the bad side is caught, the safe side is left in peace. */
class OwnScenariosIT {

    private static final Rates RATES = new Rates();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> every_scenario_of_our_own() throws Exception {
        Path root = Path.of(
                Objects.requireNonNull(getClass().getResource("/scenarios")).toURI());
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(root)) {
            for (Path path : Thorough.sample(files.sorted().toList(), 4, 0)) {
                ScenarioFile file = ScenarioFile.parse(path);
                AcceptanceScenario scenario = file.scenario();
                tests.add(DynamicTest.dynamicTest(
                        scenario.id() + " bad: " + scenario.title(),
                        () -> scenario.bad(file.layOut("bad", place()), RATES)));
                tests.add(DynamicTest.dynamicTest(
                        scenario.id() + " safe: " + scenario.title(),
                        () -> scenario.safe(file.layOut("safe", place()), RATES)));
            }
        }
        return tests.stream();
    }

    private Path place() throws IOException {
        return Files.createTempDirectory(folder, "scenario");
    }

    @AfterAll
    static void print_the_two_rates() {
        System.out.println("own scenarios: " + RATES);
    }
}
