package dev.lockkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftOversIT {

    private Path place;

    /** A place of our own: whoever else starts servers on this machine would clear up before we look. */
    @BeforeEach
    void makePlace() throws IOException {
        place = Files.createTempDirectory(ServerPlaces.all().get(0), "places");
        if (!Platform.windows()) {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    @AfterEach
    void deletePlace() {
        CacheFolder.delete(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "throw"})
    void a_program_that_ends_without_closing_its_server_leaves_nothing(String end) throws Exception {
        OtherProgram program = OtherProgram.start(place, "embedded", end);
        program.process().waitFor();
        assertThat(program.leftNothing()).isTrue();
    }

    /** Ctrl-C goes to every process of the terminal's group: ours ends, and the others must not mind. */
    @Test
    void a_program_that_is_interrupted_with_all_its_children_leaves_nothing() throws Exception {
        OtherProgram program = OtherProgram.start(place, "embedded", "sleep");
        program.process().descendants().forEach(child -> signal("INT", child.pid()));
        program.process().destroy();
        program.process().waitFor();
        assertThat(program.leftNothing()).isTrue();
    }

    @Test
    void a_killed_program_leaves_nothing_either() throws Exception {
        OtherProgram program = OtherProgram.start(place, "embedded", "sleep");
        assertThat(program.serverAnswers()).isTrue();
        program.process().destroyForcibly().waitFor();
        assertThat(OtherProgram.comesTrue(program::leftNothing)).isTrue();
    }

    @Test
    void what_stays_when_the_guard_is_killed_too_goes_with_the_next_start_and_the_living_stay() throws Exception {
        OtherProgram living = OtherProgram.start(place, "embedded", "sleep");
        OtherProgram dead = OtherProgram.start(place, "embedded", "sleep");
        List<ProcessHandle> guards = dead.process()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("sh"))
                // The watcher first: it would stop the server when Java sees the guard's end and closes its input.
                .sorted(Comparator.comparing(ProcessHandle::pid).reversed())
                .toList();
        assertThat(guards).as("the guard and its watcher").hasSize(2);
        guards.forEach(guard -> signal("KILL", guard.pid()));
        dead.process().destroyForcibly().waitFor();
        assertThat(dead.serverAnswers()).as("nobody is left to stop it").isTrue();

        ServerFolder.sweep(place);

        assertThat(dead.leftNothing()).isTrue();
        assertThat(living.serverAnswers()).isTrue();
        assertThat(living.folder()).isDirectory();
        living.process().destroyForcibly().waitFor();
        assertThat(OtherProgram.comesTrue(living::leftNothing)).isTrue();
    }

    @Test
    void only_a_forgotten_folder_of_our_own_is_cleared_and_neither_a_new_one_nor_a_strangers() throws Exception {
        Path young = Files.createDirectory(place.resolve("lockkeeper-1-0123456789abcdef"));
        Path old = Files.createDirectory(place.resolve("lockkeeper-1-fedcba9876543210"));
        Path stranger = Files.createDirectory(place.resolve("lockkeeper-backups"));
        FileTime anHourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        Files.setLastModifiedTime(old, anHourAgo);
        Files.setLastModifiedTime(stranger, anHourAgo);

        ServerFolder.sweep(place);

        assertThat(young).isDirectory();
        assertThat(old).doesNotExist();
        assertThat(stranger).as("a name that only begins like ours").isDirectory();
    }

    /** One that is gone already needs no signal. */
    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
