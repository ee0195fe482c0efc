package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk of 8 MB. */
record SmallDisk(Path path) implements AutoCloseable {

    static SmallDisk mount() throws IOException {
        Path path = Files.createTempDirectory("lockkeeper-small-disk");
        try {
            Command.run(
                    new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8m,mode=1777", "tmpfs", path.toString()));
        } catch (IOException e) {
            Files.delete(path);
            System.err.println("SKIPPED: a full disk cannot be made here: " + e.getMessage());
            Assumptions.abort("a full disk cannot be made here: " + e.getMessage());
        }
        return new SmallDisk(path);
    }

    @Override
    public void close() throws IOException {
        Command.run(new ProcessBuilder("umount", path.toString()));
        Files.delete(path);
    }
}
