package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A note in a server's folder: which container of which engine it stands for. */
final class ContainerNote {

    private static final String FILE = "container";
    private static final String PREFIX = "lockkeeper-";

    private ContainerNote() {}

    /** The container is called like the folder, which is a name of its own. */
    static String write(Path folder, ContainerEngine engine) throws IOException {
        Files.writeString(folder.resolve(FILE), engine.endpoint());
        return name(folder);
    }

    /** Removes the container that an abandoned folder stands for; true when none is left. */
    static boolean removed(Path folder) {
        Path note = folder.resolve(FILE);
        if (!Files.isRegularFile(note) || !name(folder).startsWith(PREFIX)) {
            return true;
        }
        try {
            List<String> lines = Files.readAllLines(note);
            return lines.isEmpty() || ContainerEngine.at(lines.get(0)).remove(name(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
