package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks into the jar that was built; runs after it was packed. */
class PackedJarTest {

    private static final Path JAR = Path.of("target", "lockkeeper.jar");

    @Test
    void nothing_that_belongs_to_tests_is_packed() throws IOException {
        assertThat(names()).hasSizeGreaterThan(1000).noneMatch(name -> Stream.of(
                        "org/junit/",
                        "org/assertj/",
                        "io/qameta/",
                        "org/opentest4j/",
                        "net/bytebuddy/",
                        "dev/lockkeeper/junit/",
                        "META-INF/services/org.junit.")
                .anyMatch(name::startsWith));
    }

    @Test
    void schemacrawler_is_packed_once_and_nobody_logs() throws IOException {
        assertThat(names())
                .noneMatch(name -> name.startsWith("org/slf4j/jul/"))
                .contains("org/slf4j/nop/NOPServiceProvider.class")
                .contains("schemacrawler/schemacrawler/SchemaCrawlerOptions.class");
    }

    @Test
    void signatures_and_modules_of_single_jars_are_gone() throws IOException {
        assertThat(names())
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
                .noneMatch(name -> name.endsWith("module-info.class"));
    }

    @Test
    void every_service_that_is_promised_is_there() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> services = names().stream()
                    .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                    .toList();
            assertThat(services).contains("META-INF/services/java.sql.Driver");
            for (String service : services) {
                assertThat(providers(jar, jar.getEntry(service))).as(service).allSatisfy(provider -> assertThat(
                                jar.getEntry(provider.replace('.', '/') + ".class"))
                        .as(provider)
                        .isNotNull());
            }
        }
    }

    @Test
    void the_jar_runs_and_says_nothing_else() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "--version")
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(text(process.getErrorStream())).isEmpty();
        assertThat(text(process.getInputStream())).startsWith("lockkeeper ");
        assertThat(process.exitValue()).isZero();
    }

    /** It unpacks a native library; behind the file, the server that is not there has the last word. */
    @Test
    void a_sqlite_file_is_read_by_what_is_in_the_jar(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection session = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = session.createStatement()) {
            statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "compare",
                        file.toString(),
                        "postgresql://me@127.0.0.1:1/x")
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(text(process.getErrorStream()))
                .startsWith("lockkeeper: Could not connect to the target")
                .doesNotContain("SQLite", "WARNING");
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private static List<String> names() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private static List<String> providers(JarFile jar, ZipEntry service) throws IOException {
        try (InputStream lines = jar.getInputStream(service)) {
            return text(lines)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
