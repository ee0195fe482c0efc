package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on disks, in words. */
final class Space {

    private Space() {}

    static long bytes(Path place) {
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    static String free(Path place) {
        return bytes(place) / (1024 * 1024) + " MB free";
    }
}
