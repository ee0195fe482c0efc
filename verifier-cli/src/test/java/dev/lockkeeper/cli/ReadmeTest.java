package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README promises nothing that is not there. */
class ReadmeTest {

    private static final Pattern COMMAND = Pattern.compile("\\./lockkeeper ([a-z]+)");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");

    @Test
    void its_commands_are_registered() throws IOException {
        List<String> registered =
                Commands.wanted().stream().map(Commands.Entry::name).toList();

        assertThat(found(COMMAND, 1)).isNotEmpty().isSubsetOf(registered);
    }

    @Test
    void its_options_are_known() throws IOException {
        String help = Commands.wanted().stream()
                .map(entry -> Spoken.by(entry.name(), "--help").out())
                .collect(Collectors.joining());

        assertThat(found(OPTION, 0)).isNotEmpty().allSatisfy(option -> assertThat(help)
                .containsPattern(Pattern.quote(option) + "\\b"));
    }

    @Test
    void its_links_lead_somewhere() throws IOException {
        assertThat(found(LINK, 1)).isNotEmpty().allSatisfy(link -> assertThat(Path.of("..", link))
                .exists());
    }

    private static List<String> found(Pattern pattern, int group) throws IOException {
        return pattern.matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map((MatchResult result) -> result.group(group))
                .distinct()
                .toList();
    }
}
