package dev.lockkeeper.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files a person has looked at once, and which must stay as they are. */
final class Golden {

    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    private Golden() {}

    static void same(Path golden, String written) throws IOException {
        if (UPDATE) {
            Files.createDirectories(golden.toAbsolutePath().getParent());
            Files.writeString(golden, written);
        }
        assertTrue(Files.exists(golden), () -> golden + " is missing; -Dgolden.update writes it");
        assertEquals(Files.readString(golden), written, golden::toString);
    }
}
