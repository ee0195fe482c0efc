package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeHostTest {

    @Test
    void lines_are_linked_in_the_commit_that_a_github_job_runs_on() {
        Map<String, String> job = Map.of(
                "GITHUB_SERVER_URL",
                "https://code.example.org",
                "GITHUB_REPOSITORY",
                "shop/db",
                "GITHUB_SHA",
                "c0ffee");

        assertThat(CodeHost.link(job::get)).isEqualTo("https://code.example.org/shop/db/blob/c0ffee/{path}#L{line}");
    }

    @Test
    void lines_are_linked_in_the_commit_that_a_gitlab_job_runs_on() {
        Map<String, String> job =
                Map.of("CI_PROJECT_URL", "https://git.example.org/shop/db", "CI_COMMIT_SHA", "c0ffee");

        assertThat(CodeHost.link(job::get)).isEqualTo("https://git.example.org/shop/db/-/blob/c0ffee/{path}#L{line}");
    }

    @Test
    void nothing_is_linked_on_a_desk() {
        assertThat(CodeHost.link(Map.<String, String>of()::get)).isNull();
    }
}
