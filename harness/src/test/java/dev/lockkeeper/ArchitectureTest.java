package dev.lockkeeper;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String BASE = "dev.lockkeeper";

    /** Which of our packages each may use; the root package may use all but {@code junit}. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("chain", List.of("model")),
            Map.entry("server", List.of("model")),
            Map.entry("catalog", List.of("model")),
            Map.entry("rule", List.of("model")),
            Map.entry("verdict", List.of("model")),
            Map.entry("report", List.of("model")),
            Map.entry("config", List.of("model")),
            Map.entry("rows", List.of("catalog", "model")),
            Map.entry("experiment", List.of("server", "catalog", "rows", "model")),
            Map.entry("target", List.of("catalog", "chain", "model")),
            Map.entry("compare", List.of("target", "catalog", "model")),
            Map.entry("gate", List.of("target", "experiment", "server", "catalog", "chain", "rows", "model"))));

    private static final JavaClasses HARNESS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    static Iterable<String> packages() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packages_know_each_other_in_one_direction(String name) {
        List<String> allowed = new ArrayList<>(List.of(below(name)));
        MAY_USE.getOrDefault(name, List.of()).forEach(other -> allowed.add(below(other)));

        classes()
                .that(resideInAPackage(below(name)))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(BASE + "..")).or(resideInAnyPackage(allowed.toArray(String[]::new))))
                .allowEmptyShould(true)
                .check(HARNESS);
    }

    @Test
    void a_new_package_says_whom_it_may_use() {
        List<String> unknown = HARNESS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(BASE + "."))
                .map(name -> name.substring(BASE.length() + 1).split("\\.", 2)[0])
                .filter(name -> !MAY_USE.containsKey(name) && !name.equals("junit"))
                .distinct()
                .toList();

        assertThat(unknown).as("packages that MAY_USE does not list").isEmpty();
    }

    @Test
    void packages_form_no_circle() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(HARNESS);
    }

    @Test
    void nobody_prints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HARNESS);
    }

    @ParameterizedTest
    @CsvSource({
        "org.junit.., junit",
        "org.assertj.., junit",
        "io.qameta.., junit",
        "org.testcontainers.., server",
        "com.github.dockerjava.., server",
        "us.fatehi.., catalog",
        "org.flywaydb.., chain",
        "org.sqlite.., nowhere",
        "picocli.., nowhere",
    })
    void a_library_has_one_home(String library, String home) {
        noClasses()
                .that(not(resideInAPackage(below(home))))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(HARNESS);
    }

    /** Read in one place; a team's own assertions and rules are handed what was read. */
    @Test
    void schemacrawler_is_asked_in_the_catalogue_and_shown_to_tests() {
        noClasses()
                .that(not(resideInAnyPackage(below("catalog"), below("junit"))))
                .should()
                .dependOnClassesThat(resideInAPackage("schemacrawler.."))
                .check(HARNESS);
        noClasses()
                .that(resideInAPackage(below("junit")))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("schemacrawler..").and(not(resideInAPackage("schemacrawler.schema.."))))
                .check(HARNESS);
    }

    @ParameterizedTest
    @CsvSource({"model", "rule", "verdict", "report", "config"})
    void those_who_judge_and_print_never_see_a_connection(String name) {
        noClasses()
                .that(resideInAPackage(below(name)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql.."))
                .allowEmptyShould(true)
                .check(HARNESS);
    }

    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = HARNESS.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    private static String below(String name) {
        return BASE + "." + name + "..";
    }
}
