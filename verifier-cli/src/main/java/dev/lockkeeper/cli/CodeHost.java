package dev.lockkeeper.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a CI job's commit can be read line by line, as the job's own variables tell. */
final class CodeHost {

    private CodeHost() {}

    /** A pattern with {@code {path}} and {@code {line}}, or null where no code host is known. */
    static @Nullable String link(Function<String, @Nullable String> environment) {
        String server = environment.apply("GITHUB_SERVER_URL");
        String repository = environment.apply("GITHUB_REPOSITORY");
        String commit = environment.apply("GITHUB_SHA");
        if (server != null && repository != null && commit != null) {
            return server + "/" + repository + "/blob/" + commit + "/{path}#L{line}";
        }
        String project = environment.apply("CI_PROJECT_URL");
        String gitlabCommit = environment.apply("CI_COMMIT_SHA");
        return project == null || gitlabCommit == null ? null : project + "/-/blob/" + gitlabCommit + "/{path}#L{line}";
    }
}
