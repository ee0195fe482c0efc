package dev.lockkeeper.server;

import static dev.lockkeeper.server.Answers.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedBinariesIT {

    private final List<String> progress = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("lockkeeper-cache");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void tidyUp() {
        CacheFolder.delete(folder);
    }

    @Test
    void a_cache_of_which_half_is_gone_is_made_anew() throws Exception {
        EmbeddedBinaries.of(ServerVersion.parse("17"), CacheFolder.open()).get(line -> {});
        Files.createDirectories(folder.resolve("cache/postgres"));
        Command.run(new ProcessBuilder(
                "cp",
                "-R",
                CacheFolder.open()
                        .root()
                        .resolve(EmbeddedBinaries.of(ServerVersion.parse("17"), CacheFolder.open())
                                .entry())
                        .toString(),
                folder.resolve("cache/postgres").toString()));
        EmbeddedSource source = new EmbeddedSource(() -> CacheFolder.open(folder.resolve("cache")));
        ServerRequest request = ServerRequest.of("17").telling(progress::add);
        source.start(request, "as a test").close();
        assertThat(progress).hasSize(1).first().asString().contains("Preparing a data directory");

        Path binaries = onlyOneIn(folder.resolve("cache/postgres"));
        Files.delete(binaries.resolve("share/postgresql/timezonesets/Default"));
        Path data = onlyOneIn(folder.resolve("cache/data"));
        Files.writeString(data.resolve("data.tar"), "no tar", StandardOpenOption.TRUNCATE_EXISTING);

        try (ThrowawayServer server = source.start(request, "as a test")) {
            assertThat(ask(server, "postgres", "SELECT 1")).isEqualTo("1");
        }
        assertThat(progress).anyMatch(line -> line.contains("was damaged; making it anew"));
        assertThat(folder.resolve("cache").toFile().list()).containsExactlyInAnyOrder("postgres", "data");
    }

    private static Path onlyOneIn(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.reduce((one, other) -> folder).orElseThrow();
        }
    }
}
