package dev.lockkeeper.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.Thorough;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.SourceSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule's bad examples are caught at the marked statements, and its good ones are met with silence. A thorough build
 * runs each example on both versions, a short one every twentieth example on one of them.
 */
class RuleExamplesIT {

    private static final String OLDEST = "14";
    private static final String NEWEST = "18";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> on_the_oldest_server() {
        return examples(OLDEST, 4);
    }

    @TestFactory
    Stream<DynamicTest> on_the_newest_server() {
        return examples(NEWEST, 24);
    }

    private Stream<DynamicTest> examples(String version, int offset) {
        List<DynamicTest> tests = new ArrayList<>();
        // -Dlockkeeper.rules=id,id runs the examples of a few rules, for whoever is at work on them.
        List<String> only = List.of(System.getProperty("lockkeeper.rules", "").split(","));
        for (Rule rule : Rules.all()) {
            if (!only.contains("") && !only.contains(rule.card().id())) {
                continue;
            }
            for (RuleExample example : examplesOf(rule)) {
                if (fits(example, version)) {
                    String name = rule.card().id() + (example.bad() ? " catches " : " is silent on ") + example.title();
                    tests.add(DynamicTest.dynamicTest(name, () -> check(rule, example, version)));
                }
            }
        }
        return (only.contains("") ? Thorough.sample(tests, 40, offset) : tests).stream();
    }

    private static boolean fits(RuleExample example, String version) {
        int server = Integer.parseInt(version);
        return server >= Integer.parseInt(example.settings().getOrDefault("postgres", "14"))
                && server <= Integer.parseInt(example.settings().getOrDefault("postgres-until", "99"));
    }

    private void check(Rule rule, RuleExample example, String version) throws Exception {
        Path place = java.nio.file.Files.createTempDirectory(folder, "example");
        example.layOut(place);
        List<Finding> findings = RuleTrial.on(version, place, example.settings()).stream()
                .filter(finding -> finding.rule().equals(rule.card().id())
                        && !finding.at().file().startsWith("0001_given"))
                .toList();
        List<SourceSpan> seen = findings.stream().map(Finding::at).sorted().toList();
        List<SourceSpan> wanted =
                example.expected(rule.card().id()).stream().sorted().toList();
        assertThat(seen)
                .as("findings of %s; all of them: %s", rule.card().id(), findings)
                .isEqualTo(example.bad() ? wanted : List.of());
        if (example.bad()) {
            assertThat(wanted).as("marks in the bad example").isNotEmpty();
        }
    }

    static List<RuleExample> examplesOf(Rule rule) {
        List<RuleExample> examples = new ArrayList<>(read(rule, "bad"));
        examples.addAll(read(rule, "good"));
        return examples;
    }

    private static List<RuleExample> read(Rule rule, String side) {
        String file = rule.getClass().getSimpleName() + "." + side + ".sql";
        try (InputStream stream = rule.getClass().getResourceAsStream(file)) {
            assertThat(stream)
                    .as("%s beside %s", file, rule.getClass().getName())
                    .isNotNull();
            return RuleExample.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), side.equals("bad"));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
