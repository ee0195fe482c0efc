package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedFilesTest {

    @TempDir
    Path here;

    @BeforeEach
    void begin_a_repository_with_two_steps() throws IOException, InterruptedException {
        write("m/0001_old.up.sql");
        write("m/0002_old.up.sql");
        git("init", "-q", "-b", "main");
        git("add", ".");
        git("commit", "-q", "-m", "base");
        git("checkout", "-q", "-b", "feature");
    }

    @Test
    void steps_that_came_after_the_ref_are_new_committed_or_not() throws Exception {
        write("m/0003_committed.up.sql");
        git("add", ".");
        git("commit", "-q", "-m", "step");
        write("m/0004_not_yet.up.sql");

        assertThat(newSteps(ChangedFiles.since("main", here))).containsExactly("3", "4");
    }

    @Test
    void a_step_that_was_edited_counts_as_new() throws Exception {
        Files.writeString(here.resolve("m/0002_old.up.sql"), "select 2;\n");

        assertThat(newSteps(ChangedFiles.since("main", here))).containsExactly("2");
    }

    @Test
    void a_step_whose_way_back_or_rows_changed_counts_as_new() throws Exception {
        write("m/0001_old.down.sql");
        write("rows/2/public.users.csv");

        assertThat(newSteps(ChangedFiles.since("main", here))).containsExactly("1", "2");
    }

    @Test
    void what_came_on_the_other_side_since_does_not_count() throws Exception {
        git("checkout", "-q", "main");
        write("m/0003_committed.up.sql");
        git("add", ".");
        git("commit", "-q", "-m", "theirs");
        git("checkout", "-q", "feature");

        assertThat(newSteps(ChangedFiles.since("main", here))).isEmpty();
    }

    @Test
    void files_can_be_named_instead_of_a_ref() {
        ChangedFiles named = ChangedFiles.of(List.of(here.resolve("m/0002_old.up.sql"), here.resolve("README.md")));

        assertThat(newSteps(named)).containsExactly("2");
        assertThat(named.anyIn(here.resolve("m"))).isTrue();
        assertThat(named.anyIn(here.resolve("rows"))).isFalse();
    }

    @Test
    void a_ref_that_is_not_there_is_refused_and_cannot_be_an_option() {
        for (String ref : List.of("nowhere", "--output=x")) {
            assertThatThrownBy(() -> ChangedFiles.since(ref, here))
                    .isInstanceOf(LockkeeperException.class)
                    .hasMessageContaining("what is new since " + ref);
        }
    }

    private List<String> newSteps(ChangedFiles changed) {
        List<Step> steps = List.of(
                step("1", "0001_old"), step("2", "0002_old"), step("3", "0003_committed"), step("4", "0004_not_yet"));
        Chain chain =
                new Chain("m", "golang-migrate", here.resolve("m"), steps, false, false, List.of(), null, "sha256:0");
        return steps.stream()
                .filter(step -> changed.concern(chain, step, here.resolve("rows")))
                .map(Step::version)
                .toList();
    }

    private static Step step(String version, String stem) {
        return new Step(
                version,
                "",
                stem + ".up.sql",
                "sha256:0",
                StepKind.VERSIONED,
                script(stem + ".up.sql"),
                new Down.Written(script(stem + ".down.sql")),
                List.of(),
                version);
    }

    private static Script script(String file) {
        return new Script(List.of(), Grouping.TRANSACTION, new SourceSpan(file, 1));
    }

    private void write(String name) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "select 1;\n");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-C", here.toString(), "-c", "user.name=t", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
    }
}
