package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.report.ReportFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The action and the workflows hang together: what one part names, another has. */
class WorkflowsTest {

    private static final Path GITHUB = Path.of("..", ".github");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}");
    private static final Pattern INPUT = Pattern.compile("inputs\\.([a-z-]+)");
    private static final Pattern OUTPUT = Pattern.compile("steps\\.([a-z]+)\\.outputs\\.([a-z-]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\b(LK_[A-Z_]+)\\b");
    private static final Pattern SCRIPT = Pattern.compile("\\$GITHUB_ACTION_PATH/(action/[a-z-]+\\.sh)");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> workflows = Files.list(GITHUB.resolve("workflows"))) {
            return Stream.concat(Stream.of(GITHUB.resolve("action.yml")), workflows.sorted().toList().stream());
        }
    }

    @Test
    void the_action_uses_the_inputs_it_declares_and_declares_those_it_uses() throws IOException {
        String text = Files.readString(GITHUB.resolve("action.yml"));

        assertThat(all(INPUT, text))
                .isEqualTo(new TreeSet<>(map(action(), "inputs").keySet()));
        assertThat(map(action(), "inputs").values())
                .allSatisfy(input -> assertThat(cast(input)).containsKeys("description", "default"));
    }

    @Test
    void its_steps_run_scripts_that_are_there_with_a_shell_of_their_own() throws IOException {
        List<Map<String, Object>> steps = list(map(action(), "runs"), "steps");

        assertThat(steps.stream().filter(step -> step.containsKey("run")))
                .hasSizeGreaterThan(3)
                .allSatisfy(step -> {
                    assertThat(step).containsEntry("shell", "bash");
                    assertThat(all(SCRIPT, String.valueOf(step.get("run"))))
                            .singleElement()
                            .satisfies(
                                    script -> assertThat(GITHUB.resolve(script)).isExecutable());
                });
    }

    @Test
    void its_scripts_get_the_variables_and_give_the_outputs_that_are_asked_for() throws IOException {
        String action = Files.readString(GITHUB.resolve("action.yml"));
        StringBuilder scripts = new StringBuilder();
        try (Stream<Path> files = Files.list(GITHUB.resolve("action"))) {
            for (Path file : files.toList()) {
                scripts.append(Files.readString(file));
            }
        }

        assertThat(all(VARIABLE, scripts.toString())).isEqualTo(all(VARIABLE, action));
        List<MatchResult> outputs = OUTPUT.matcher(action).results().toList();
        assertThat(outputs.stream().filter(one -> !one.group(1).equals("restore")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(scripts).contains("echo \"" + one.group(2) + "="));
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothing_from_outside_is_pasted_into_a_script(Path file) throws IOException {
        List<String> scripts = new ArrayList<>();
        collect(yaml(file), "run", scripts);

        assertThat(scripts).isNotNull().allSatisfy(script -> assertThat(
                        EXPRESSION.matcher(script).results().map(MatchResult::group))
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void actions_of_others_stand_at_a_version(Path file) throws IOException {
        List<String> uses = new ArrayList<>();
        collect(yaml(file), "uses", uses);

        assertThat(uses).isNotEmpty().allSatisfy(one -> assertThat(one).matches("\\./.+|[\\w.-]+/[\\w./-]+@v\\d+"));
    }

    @Test
    void workflows_hand_the_action_only_inputs_it_has() throws IOException {
        Set<String> known = map(action(), "inputs").keySet();
        int callers = 0;
        for (Path file : files().skip(1).toList()) {
            for (Map<String, Object> step : steps(yaml(file))) {
                if (String.valueOf(step.get("uses")).endsWith("/.github")) {
                    assertThat(map(step, "with").keySet()).as(file.toString()).isSubsetOf(known);
                    callers++;
                }
            }
        }
        assertThat(callers).isEqualTo(2);
    }

    @Test
    void ci_crosses_both_jdks_with_all_servers_and_both_ways_to_get_one() throws IOException {
        Map<String, Object> jobs = map(yaml(GITHUB.resolve("workflows/ci.yml")), "jobs");
        Map<String, Object> matrix = map(map(map(jobs, "servers"), "strategy"), "matrix");

        assertThat(matrix.get("java")).isEqualTo(List.of("17", "25"));
        assertThat(matrix.get("postgres")).isEqualTo(List.of("14", "15", "16", "17", "18"));
        assertThat(matrix.get("provider")).isEqualTo(List.of("container", "embedded"));
    }

    @Test
    void what_the_docs_tell_users_to_write_fits_the_action_and_the_workflow() throws IOException {
        Set<String> action = map(action(), "inputs").keySet();
        Map<String, Object> called = yaml(GITHUB.resolve("workflows/verify.yml"));
        Set<String> workflow =
                map(map(cast(triggers(called)), "workflow_call"), "inputs").keySet();
        List<Map<String, Object>> pages = documented("github");

        assertThat(pages).hasSize(2);
        assertThat(steps(pages.get(0)).stream()
                        .filter(step -> String.valueOf(step.get("uses")).startsWith("OWNER/lockkeeper/.github@")))
                .singleElement()
                .satisfies(step -> assertThat(map(step, "with").keySet()).isSubsetOf(action));
        Map<String, Object> job = map(map(pages.get(1), "jobs"), "lockkeeper");
        assertThat(String.valueOf(job.get("uses"))).startsWith("OWNER/lockkeeper/.github/workflows/verify.yml@");
        assertThat(map(job, "with").keySet()).isSubsetOf(workflow).contains("lockkeeper");
    }

    @Test
    void the_templates_for_others_name_options_and_formats_we_have() throws IOException {
        String help = Spoken.by("verify", "--help").out();
        Map<String, Object> gitlab = map(documented("gitlab").get(0), "lockkeeper");
        List<Map<String, Object>> hooks =
                list(list(documented("precommit").get(0), "repos").get(0), "hooks");
        String commands = gitlab.get("script") + " " + hooks.get(0).get("entry");

        assertThat(all(Pattern.compile("(--[a-z][a-z-]+)"), commands))
                .contains("--only-new", "--changed", "--format")
                .allSatisfy(option -> assertThat(help).contains(option));
        assertThat(all(Pattern.compile("--format ([a-z-]+)="), commands))
                .containsExactly("gitlab", "html", "junit")
                .isSubsetOf(ReportFormats.found().names());
    }

    @Test
    void workflows_begin_with_the_right_to_read_and_no_other() throws IOException {
        for (Path file : files().skip(1).toList()) {
            assertThat(map(yaml(file), "permissions")).as(file.toString()).isEqualTo(Map.of("contents", "read"));
        }
    }

    /** YAML 1.1 takes the key {@code on} for a truth. */
    private static Object triggers(Map<?, Object> workflow) {
        return Objects.requireNonNull(workflow.get(Boolean.TRUE));
    }

    private static List<Map<String, Object>> documented(String kind) throws IOException {
        return DocPage.read(Path.of("..", "harness", "docs", "pull-requests.md")).blocks().stream()
                .filter(block -> block.says("check").filter(kind::equals).isPresent())
                .map(block -> cast(new Yaml(new SafeConstructor(new LoaderOptions())).load(block.text())))
                .toList();
    }

    private static List<Map<String, Object>> steps(Map<String, Object> workflow) {
        return map(workflow, "jobs").values().stream()
                .map(WorkflowsTest::cast)
                .flatMap(job -> list(job, "steps").stream())
                .toList();
    }

    private static void collect(Object node, String key, List<String> found) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (key.equals(name) && value instanceof String text) {
                    found.add(text);
                } else {
                    collect(value, key, found);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, key, found));
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(result -> found.add(result.group(1)));
        return found;
    }

    private static Map<String, Object> action() throws IOException {
        return yaml(GITHUB.resolve("action.yml"));
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return cast(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
    }

    private static Map<String, Object> map(Map<String, Object> node, String key) {
        return cast(Objects.requireNonNull(node.get(key), key));
    }

    @SuppressWarnings("unchecked") // YAML has no static types; a wrong shape fails the test
    private static Map<String, Object> cast(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked") // YAML has no static types; a wrong shape fails the test
    private static List<Map<String, Object>> list(Map<String, Object> node, String key) {
        return (List<Map<String, Object>>) Objects.requireNonNull(node.get(key), key);
    }
}
