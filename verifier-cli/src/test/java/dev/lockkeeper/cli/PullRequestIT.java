package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request as a CI job sees it: a base of twenty steps, a branch with two more, and what is said of those. */
class PullRequestIT {

    private static final String MARKER = "<!-- lockkeeper -->";
    private static final int OLD_STEPS = 20;

    @TempDir
    Path here;

    @BeforeEach
    void a_base_with_twenty_steps_and_a_branch_with_two_more() throws Exception {
        for (int i = 1; i <= OLD_STEPS; i++) {
            // Step 7 would be an error if anybody looked at it: its down does not restore.
            step(
                    i,
                    "t" + i,
                    "create table t%d (id bigint primary key, note text);\n".formatted(i),
                    i == 7 ? "select 1;\n" : "drop table t%d;\n".formatted(i));
        }
        Files.createDirectories(here.resolve("fixtures/migrations"));
        Files.writeString(here.resolve("fixtures/migrations/0005.sql"), "insert into t5 values (1, 'call back');\n");
        git("init", "-q", "-b", "main");
        git("add", ".");
        git("commit", "-q", "-m", "base");
        git("checkout", "-q", "-b", "feature");
        step(21, "add_phone", "alter table t3 add column phone text;\n", "alter table t3 drop column phone;\n");
        step(
                22,
                "drop_note",
                "-- the note is not read any more\n\nalter table t5 drop column note;\n",
                "alter table t5 add column note text;\n");
        git("add", ".");
        git("commit", "-q", "-m", "two steps");
    }

    @Test
    void the_action_comments_and_annotates_the_unsafe_step_and_its_comment_turns_green_after_the_fix()
            throws Exception {
        Forge forge = new Forge(here.resolve("forge"));
        forge.comment("17", "Looks good to me.");
        git("clone", "-q", "--bare", here.toString(), here.resolve("origin.git").toString());
        String origin = here.resolve("origin.git").toUri().toString();
        Path job = here.resolve("job");
        git("clone", "-q", "--depth", "1", "--branch", "feature", origin, job.toString());

        Forge.Job first = forge.run(job);

        assertThat(first.outputs())
                .as(first.log())
                .containsEntry("verdict", "unsafe")
                .containsEntry("exit-code", "1");
        assertThat(first.ended()).isEqualTo(1);
        // Idle it takes about three seconds; other builds may keep the machine busy.
        assertThat(first.took()).isLessThan(Duration.ofSeconds(30));
        assertThat(first.log().lines().filter(line -> line.startsWith("::error file=")))
                .singleElement()
                .asString()
                .startsWith("::error file=migrations/0022_drop_note.up.sql,line=3,title=drop-column::");
        assertThat(forge.comments()).hasSize(2).containsValue("Looks good to me.");
        String comment = forge.ours();
        assertThat(comment)
                .startsWith(MARKER + "\n## ❌ Lockkeeper: unsafe")
                .contains("What must change first", "2 new steps of 22", "drop-column")
                .contains("https://forge.example.org/shop/db/blob/c0ffee/migrations/0022_drop_note.up.sql#L3")
                .doesNotContain("0007");
        JsonNode results = read(Path.of(first.outputs().get("sarif-file"))).at("/runs/0/results");
        assertThat(results)
                .filteredOn(one -> one.path("level").asText().equals("error"))
                .singleElement()
                .satisfies(one -> {
                    JsonNode at = one.at("/locations/0/physicalLocation");
                    assertThat(at.at("/artifactLocation/uri").asText()).isEqualTo("migrations/0022_drop_note.up.sql");
                    assertThat(at.at("/region/startLine").asInt()).isEqualTo(3);
                });
        assertThat(first.summary()).contains("Lockkeeper: unsafe");

        Files.writeString(job.resolve("migrations/0022_drop_note.up.sql"), "alter table t5 add column remark text;\n");
        Files.writeString(job.resolve("migrations/0022_drop_note.down.sql"), "alter table t5 drop column remark;\n");
        Forge.Job second = forge.run(job);

        assertThat(second.outputs()).as(second.log()).containsEntry("verdict", "safe");
        assertThat(second.ended()).isZero();
        assertThat(forge.comments()).hasSize(2).containsValue("Looks good to me.");
        assertThat(forge.ours()).startsWith(MARKER + "\n## ✅ Lockkeeper: safe");
        assertThat(second.log()).doesNotContain("::error");
    }

    @Test
    void a_broken_step_that_was_there_before_is_told_for_it_is_in_the_way() throws Exception {
        git("checkout", "-q", "main");
        step(20, "t20", "create table t1 (id int);\n", "drop table t1;\n");
        git("commit", "-q", "-a", "-m", "break");
        git("checkout", "-q", "feature");
        git("merge", "-q", "-m", "merge", "main");

        Spoken said = verify();

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(steps()).containsExactly("0020 unsafe", "0021 undecided", "0022 undecided");
    }

    @Test
    void where_no_step_is_new_nothing_is_started() throws Exception {
        git("checkout", "-q", "main");

        Spoken said =
                Spoken.in(here, "verify", "migrations", "--only-new", "HEAD", "--provider", "local", "--postgres", "3");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("SAFE");
    }

    @Test
    void files_that_are_about_to_be_committed_can_be_named() {
        Spoken said = Spoken.in(
                here,
                "verify",
                "--changed",
                "migrations/0021_add_phone.up.sql",
                "README.md",
                "--provider",
                "embedded",
                "--format",
                "json=out/report.json");

        assertThat(said.exitCode()).as(said.err() + said.out()).isZero();
        assertThat(steps()).containsExactly("0021 safe");
    }

    @Test
    void what_was_known_before_does_not_count_and_what_is_new_does() throws Exception {
        Spoken write =
                Spoken.in(here, "verify", "migrations", "--provider", "embedded", "--write-baseline", "known.json");
        assertThat(write.exitCode()).as(write.err() + write.out()).isZero();
        assertThat(here.resolve("known.json")).content().contains("lockkeeper-baseline/1", "0007", "drop-column");

        step(23, "drop_more", "alter table t6 add column more text;\n", "select 1;\n");
        Spoken again = Spoken.in(
                here,
                "verify",
                "migrations",
                "--provider",
                "embedded",
                "--baseline",
                "known.json",
                "--format",
                "json=out/report.json");

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(steps().stream().filter(step -> step.endsWith("unsafe"))).containsExactly("0023 unsafe");

        Spoken kept = Spoken.in(here, "baseline", "out/report.json", "--to", "known.json");
        assertThat(kept.out()).contains("known.json: ");
        assertThat(here.resolve("known.json")).content().contains("\"0007\"", "\"0023\"");
    }

    private Spoken verify() {
        return Spoken.in(
                here,
                "verify",
                "migrations",
                "--provider",
                "embedded",
                "--only-new",
                "main",
                "--format",
                "json=out/report.json");
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        json("out/report.json")
                .at("/chains/0/steps")
                .forEach(step -> steps.add(step.path("version").asText() + " "
                        + step.path("verdict").asText()));
        return steps;
    }

    private JsonNode json(String file) {
        return read(here.resolve(file));
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void step(int number, String name, String up, String down) throws IOException {
        String stem = String.format(Locale.ROOT, "migrations/%04d_%s", number, name);
        Files.createDirectories(here.resolve("migrations"));
        Files.writeString(here.resolve(stem + ".up.sql"), up);
        Files.writeString(here.resolve(stem + ".down.sql"), down);
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
