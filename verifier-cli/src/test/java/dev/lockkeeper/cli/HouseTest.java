package dev.lockkeeper.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds between the modules; what holds inside the harness is in its own architecture test. */
class HouseTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.lockkeeper");

    @Test
    void no_package_lies_in_two_modules() {
        Map<String, Set<String>> modules =
                ALL.stream().collect(groupingBy(JavaClass::getPackageName, mapping(HouseTest::module, toSet())));

        assertThat(modules).containsKeys("dev.lockkeeper.model", "dev.lockkeeper.cli");
        assertThat(modules)
                .allSatisfy((name, places) -> assertThat(places).as(name).hasSize(1));
    }

    @Test
    void only_the_command_line_prints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ALL.that(not(resideInAPackage("dev.lockkeeper.cli.."))));
    }

    @Test
    void writers_see_the_report_and_never_the_run() {
        classes()
                .that()
                .resideInAPackage("dev.lockkeeper.reports..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.lockkeeper.."))
                        .or(resideInAnyPackage(
                                "dev.lockkeeper.reports..", "dev.lockkeeper.report..", "dev.lockkeeper.model..")))
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void the_command_line_names_no_writer_and_picocli_stays_in_it() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockkeeper.reports..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.lockkeeper.reports.."))
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockkeeper.cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .check(ALL);
    }

    private static String module(JavaClass one) {
        String uri = one.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.indexOf("dev/lockkeeper/"));
    }
}
