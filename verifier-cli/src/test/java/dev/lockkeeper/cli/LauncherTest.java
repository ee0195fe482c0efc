package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, beside a jar and without sources, so that it never builds; runs after the jar was packed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has a launcher of its own")
class LauncherTest {

    private record Answer(int exitCode, String out, String err) {}

    @TempDir
    Path root;

    @BeforeEach
    void lay_the_launcher_beside_the_jar() throws IOException {
        Path target = Files.createDirectories(root.resolve("verifier-cli/target"));
        Files.createSymbolicLink(
                target.resolve("lockkeeper.jar"),
                Path.of("target/lockkeeper.jar").toAbsolutePath());
        Files.copy(Path.of("../lockkeeper"), root.resolve("lockkeeper"));
        Files.createDirectories(root.resolve("elsewhere"));
    }

    @Test
    void it_is_found_through_a_link_and_from_any_folder() throws Exception {
        Files.createSymbolicLink(root.resolve("elsewhere/lk"), Path.of("../lockkeeper"));

        Answer answer = run(Map.of(), "./lk", "--version");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).startsWith("lockkeeper ");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void the_exit_code_is_that_of_the_command() throws Exception {
        assertThat(run(Map.of(), "../lockkeeper", "verify", "nowhere").exitCode())
                .isEqualTo(2);
    }

    @Test
    void the_first_verification_keeps_its_classes_for_the_next() throws Exception {
        run(Map.of(), "../lockkeeper", "verify", "nowhere");
        assertThat(archives()).hasSize(1).allMatch(name -> name.matches("classes-\\d+\\.jsa\\.\\d+"));

        Answer next = run(Map.of("LOCKKEEPER_JAVA_OPTS", "-Xshare:on"), "../lockkeeper", "--version");
        assertThat(next.exitCode()).as(next.err() + next.out()).isZero();
        assertThat(archives()).hasSize(1).allMatch(name -> name.matches("classes-\\d+\\.jsa"));
    }

    @Test
    void without_java_it_says_what_to_do() throws Exception {
        Answer answer = run(Map.of("JAVA_HOME", root.resolve("none").toString()), "../lockkeeper", "--version");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("no Java found", "Try: install a JDK");
    }

    private List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("verifier-cli/target/launcher"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("classes-"))
                    .toList();
        }
    }

    private Answer run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        File out = root.resolve("out").toFile();
        File err = root.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(root.resolve("elsewhere").toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), text(out), text(err));
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }
}
