package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
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
    void only_steps_that_came_after_the_ref_are_left_and_the_verdict_is_theirs() throws Exception {
        write("m/0003_committed.up.sql");
        git("add", ".");
        git("commit", "-q", "-m", "step");
        write("m/0004_not_yet.up.sql");

        VerificationReport left = ChangedFiles.since("main", here).only(report(Verdict.UNSAFE, Verdict.SAFE));

        assertThat(left.chains().get(0).steps()).extracting(StepReport::version).containsExactly("3", "4");
        assertThat(left.verdict()).isEqualTo(Verdict.SAFE);
    }

    @Test
    void a_step_that_was_edited_counts_as_new() throws Exception {
        Files.writeString(here.resolve("m/0002_old.up.sql"), "select 2;\n");

        VerificationReport left = ChangedFiles.since("main", here).only(report(Verdict.UNSAFE, Verdict.SAFE));

        assertThat(left.chains().get(0).steps()).extracting(StepReport::version).containsExactly("2");
        assertThat(left.verdict()).isEqualTo(Verdict.UNSAFE);
    }

    @Test
    void what_came_on_the_other_side_since_does_not_count() throws Exception {
        git("checkout", "-q", "main");
        write("m/0003_committed.up.sql");
        git("add", ".");
        git("commit", "-q", "-m", "theirs");
        git("checkout", "-q", "feature");

        VerificationReport left = ChangedFiles.since("main", here).only(report(Verdict.SAFE, Verdict.SAFE));

        assertThat(left.chains().get(0).steps()).isEmpty();
    }

    @Test
    void a_ref_that_is_not_there_is_refused_and_cannot_be_an_option() {
        for (String ref : List.of("nowhere", "--output=x")) {
            assertThatThrownBy(() -> ChangedFiles.since(ref, here))
                    .isInstanceOf(LockkeeperException.class)
                    .hasMessageContaining("what is new since " + ref);
        }
    }

    private static VerificationReport report(Verdict oldSteps, Verdict newSteps) {
        List<StepReport> steps = List.of(
                step("1", "0001_old.up.sql", oldSteps),
                step("2", "0002_old.up.sql", oldSteps),
                step("3", "0003_committed.up.sql", newSteps),
                step("4", "0004_not_yet.up.sql", newSteps));
        ChainReport chain = new ChainReport(
                "m", "golang-migrate", "m", "sha256:0", oldSteps, null, RowCoverage.none(), steps, List.of());
        return new VerificationReport(
                "0", oldSteps, new ServerInfo("17.6", "embedded", "asked for"), 1, 0, List.of(chain));
    }

    private static StepReport step(String version, String file, Verdict verdict) {
        return new StepReport(
                version,
                "",
                file,
                verdict,
                "applied",
                null,
                0,
                "restored",
                "same",
                List.of(),
                List.of(),
                CatalogDiff.none(),
                List.of(),
                List.of());
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
        String answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
    }
}
