package dev.lockkeeper.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockkeeper.Thorough;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Maven project of somebody else that has nothing but the dependency, one annotated class and a chain.
 *
 * <p>Its JUnit is the newest we claim; {@code -Dlockkeeper.outside.junit=5.10.5} makes it the oldest, for which Maven needs
 * the network.
 */
class OutsideProjectIT {

    @TempDir
    private static Path folder;

    private static OutsideProject project;

    @BeforeAll
    static void lay() throws IOException {
        assumeTrue(Thorough.ON, "SKIPPED in a short build: it takes two Maven runs; -Dlockkeeper.thorough makes them");
        String junit = System.getProperty("lockkeeper.outside.junit", OutsideProject.NEWEST_JUNIT);
        project = OutsideProject.in(folder, junit);
        project.write(
                "src/test/java/shop/ShopMigrationsTest.java",
                """
                package shop;

                import dev.lockkeeper.junit.VerifyMigrations;

                @VerifyMigrations(chain = "src/main/resources/db/migration", fixtures = "src/test/rows")
                class ShopMigrationsTest {}
                """);
        project.write(
                "src/main/resources/db/migration/V1__customers.sql",
                "create table customers (id bigint primary key, email text not null);\n");
        project.write("src/test/rows/1.sql", "insert into customers values (1, 'ada@example.org');\n");
        project.write("src/main/resources/db/migration/U1__customers.sql", "drop table customers;\n");
        project.write(
                "src/main/resources/db/migration/U2__add_phone.sql", "alter table customers drop column phone;\n");
    }

    @Test
    void an_annotated_class_is_green_and_with_a_fault_red_and_says_what_to_do() throws Exception {
        project.write(
                "src/main/resources/db/migration/V2__add_phone.sql",
                "alter table customers add column phone varchar(20);\n");

        OutsideProject.Built green = project.test();

        assertThat(green.exit()).as(green.output()).isZero();
        assertThat(green.passed())
                .as(green.output())
                .contains("V1 customers › applies", "V2 add phone › the way back restores the schema")
                .hasSizeGreaterThan(20);
        assertThat(green.failures()).isEmpty();

        project.write(
                "src/main/resources/db/migration/V2__add_phone.sql",
                "alter table customers add column phone varchar(20) not null;\n");

        OutsideProject.Built red = project.test();

        assertThat(red.exit()).as(red.output()).isNotZero();
        assertThat(red.failures()).containsOnlyKeys("V2 add phone › applies");
        assertThat(red.failures().get("V2 add phone › applies"))
                .contains("phone", "Means:", "Instead:", "V2__add_phone.sql:1");
        assertThat(red.passed()).contains("V1 customers › applies").doesNotContain("V2 add phone › keeps every value");
    }
}
