package dev.lockkeeper.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the folders of running servers may lie, best first. */
final class ServerPlaces {

    /** A container's /dev/shm has 64 MB, which an empty server half fills. */
    private static final long ENOUGH = 512L << 20;

    private ServerPlaces() {}

    /** Clears away what killed runs have left. */
    static void sweep() {
        all().forEach(ServerFolder::sweep);
    }

    static List<Path> all() {
        String chosen = System.getenv("LOCKKEEPER_SERVERS");
        if (chosen == null || chosen.isBlank()) {
            chosen = System.getProperty("lockkeeper.servers");
        }
        if (chosen != null && !chosen.isBlank()) {
            return List.of(Path.of(chosen).toAbsolutePath());
        }
        List<Path> places = new ArrayList<>();
        Path memory = Path.of("/dev/shm");
        if (Files.isWritable(memory) && Space.bytes(memory) >= ENOUGH) {
            places.add(memory);
        }
        places.add(Path.of(System.getProperty("java.io.tmpdir", ".")).toAbsolutePath());
        return places;
    }
}
