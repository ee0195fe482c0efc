package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineRunTest {

    @Test
    void help_lists_every_registered_command() {
        Spoken help = Spoken.by("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(Commands.wanted()).isNotEmpty().allSatisfy(entry -> assertThat(help.out())
                .containsPattern("(?m)^  " + entry.name() + " +\\S"));
    }

    @Test
    void every_command_explains_itself() {
        assertThat(Commands.wanted()).allSatisfy(entry -> {
            Spoken help = Spoken.by(entry.name(), "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).startsWith("Usage: lockkeeper " + entry.name());
        });
    }

    @Test
    void an_unknown_command_is_wrong_usage_with_a_suggestion() {
        Spoken wrong = Spoken.by("docter");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("'docter'", "Did you mean", "doctor", "Try: lockkeeper --help");
    }

    @Test
    void an_unknown_option_is_wrong_usage_with_a_suggestion() {
        Spoken wrong = Spoken.by("doctor", "--formt=json");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--formt", "Did you mean --format?", "Try: lockkeeper doctor --help");
    }

    @Test
    void no_command_at_all_is_wrong_usage() {
        Spoken nothing = Spoken.by();

        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("Missing required subcommand");
    }

    @Test
    void the_version_is_the_one_the_build_wrote_down() {
        assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(Spoken.by("--version").out()).isEqualTo("lockkeeper " + Version.current() + "\n");
    }

    @Test
    void colour_is_for_terminals_whose_user_did_not_say_no() {
        assertThat(Spoken.by("--help").out()).doesNotContain("\u001B");
        assertThat(Spoken.onTerminal(Map.of(), "--help").out()).contains("\u001B[");
        assertThat(Spoken.onTerminal(Map.of("NO_COLOR", "1"), "--help").out()).doesNotContain("\u001B");
        assertThat(Spoken.onTerminal(Map.of("TERM", "dumb"), "--help").out()).doesNotContain("\u001B");
    }

    @Test
    void doctor_prints_a_table_or_json() {
        assertThat(Spoken.by("doctor").out()).startsWith("what ").contains("java");
        assertThat(Spoken.by("doctor", "--format", "json").out())
                .startsWith("[ {")
                .contains("\"what\" : \"java\"");
    }
}
