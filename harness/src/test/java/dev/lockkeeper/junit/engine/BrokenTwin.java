package dev.lockkeeper.junit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.Verifier;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.junit.VerifyMigrations;
import dev.lockkeeper.junit.engine.Requests.Request;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.platform.engine.TestExecutionResult.Status;

/** A sample system in a copy with faults planted, and what the tests of an annotated class say of it. */
final class BrokenTwin {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /**
     * One mistake, be it made in several places.
     *
     * @param test the test that has to fail by it
     * @param rule what has to be said of it
     */
    record Fault(String test, String rule, List<Edit> edits) {

        static Fault failing(String test, String rule) {
            return new Fault(test, rule, List.of());
        }

        /** @param file below the folder of the system */
        Fault with(String file, String text, String instead) {
            return new Fault(
                    test,
                    rule,
                    Stream.concat(edits.stream(), Stream.of(new Edit(file, text, instead)))
                            .toList());
        }
    }

    /** One text put in the place of another. */
    private record Edit(String file, String text, String instead) {

        void make(Path system) throws IOException {
            Path broken = system.resolve(file);
            String sound = Files.readString(broken);
            assertThat(sound).as("the fault can be planted in %s", file).contains(text);
            Files.writeString(broken, sound.replace(text, instead));
        }
    }

    /** The class whose tests are told. */
    @VerifyMigrations
    private static final class Annotated {}

    private final String system;
    private final List<String> chains;
    private final List<Fault> faults;

    private BrokenTwin(String system, List<String> chains, List<Fault> faults) {
        this.system = system;
        this.chains = chains;
        this.faults = faults;
    }

    /** The whole system; several faults at once are told apart by the tests that fail. */
    static BrokenTwin of(String system, Fault... faults) {
        return new BrokenTwin(system, List.of(), List.of(faults));
    }

    /** Only some of its chains, and those they need. */
    BrokenTwin only(String... folders) {
        return new BrokenTwin(system, List.of(folders), faults);
    }

    /** One test for each fault, and one that says that nothing else fails. */
    DynamicNode tests(Path scratch) {
        Outcome outcome = new Outcome(scratch);
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : faults) {
            tests.add(DynamicTest.dynamicTest(fault.test() + ": " + fault.rule(), () -> outcome.failsBy(fault)));
        }
        tests.add(DynamicTest.dynamicTest("no other test fails", outcome::nothingElseFails));
        return DynamicContainer.dynamicContainer(system + " with " + faults.size() + " faults", tests);
    }

    /** What became of the tests of the twin; it is verified when somebody asks. */
    private final class Outcome {

        private final Path scratch;
        private Told told = new Told();

        private Outcome(Path scratch) {
            this.scratch = scratch;
        }

        void failsBy(Fault fault) throws IOException {
            Told.Test test = told().get(fault.test());
            assertThat(test.status()).as(test.message()).isEqualTo(Status.FAILED);
            assertThat(test.message()).contains(", error " + fault.rule());
        }

        void nothingElseFails() throws IOException {
            Set<String> wanted = faults.stream().map(Fault::test).collect(Collectors.toCollection(TreeSet::new));
            assertThat(told().failed()).as(told().failures()).isEqualTo(wanted);
            assertThat(told().passed()).isNotEmpty();
        }

        private synchronized Told told() throws IOException {
            if (told.isEmpty()) {
                Verification verification = verification(copy());
                Set<String> names = verification.chains().stream()
                        .map(chain -> chain.reading().name())
                        .collect(Collectors.toSet());
                Request request = new Request(Verifications.DEFAULT_VERSION, verification, names);
                told = Told.of(
                        Annotated.class,
                        request,
                        Verifier.verify(
                                verification, RuleTrial.server(Verifications.DEFAULT_VERSION), Progress.SILENT));
            }
            return told;
        }

        /** Beside a link to the fixtures, so that the system's own configuration finds them. */
        private Path copy() throws IOException {
            Path twin = Files.createTempDirectory(scratch, "twin");
            Files.createSymbolicLink(twin.resolve("fixtures"), ROOT.resolve("fixtures"));
            Path sound = ROOT.resolve("migrations").resolve(system);
            Path broken = Files.createDirectories(twin.resolve("migrations")).resolve(system);
            try (Stream<Path> files = Files.walk(sound)) {
                for (Path one : files.toList()) {
                    Files.copy(one, broken.resolve(sound.relativize(one).toString()));
                }
            }
            for (Fault fault : faults) {
                for (Edit edit : fault.edits()) {
                    edit.make(broken);
                }
            }
            configure(broken);
            return broken;
        }

        private void configure(Path broken) throws IOException {
            Path file = broken.resolve("lockkeeper.yml");
            if (!Files.exists(file)) {
                Files.writeString(
                        file, "chains: [{ name: %1$s, path: ., fixtures: ../../fixtures/%1$s }]\n".formatted(system));
            }
        }
    }

    private Verification verification(Path broken) {
        Configuration all = Configuration.read(
                broken.resolve("lockkeeper.yml"),
                Vocabulary.of(
                        Rules.all().stream().map(rule -> rule.card().id()).collect(Collectors.toSet()),
                        ChainFormats.all().stream().map(ChainFormat::id).toList(),
                        List.of()));
        Configuration chosen = chains.isEmpty()
                ? all
                : all.only(chains.stream().map(broken::resolve).toList());
        return strict(Verifications.of(chosen, LocalDate.of(2026, 1, 1)));
    }

    /** As a team asks for it to whom each of these mistakes is an error, however small the table. */
    private Verification strict(Verification configured) {
        Map<String, Optional<Severity>> rules = new TreeMap<>(configured.rules());
        faults.forEach(fault -> rules.put(fault.rule(), Optional.of(Severity.ERROR)));
        return new Verification(
                configured.chains(),
                configured.server(),
                configured.budgets(),
                configured.seed(),
                configured.rowsPerTable(),
                rules,
                configured.allow(),
                1,
                configured.today(),
                configured.onlyNew(),
                configured.baseline());
    }
}
