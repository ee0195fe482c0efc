package dev.lockkeeper.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A jar that somebody put on the class path. */
final class ClassPathJar {

    private ClassPathJar() {}

    /** The first whose file name starts so. The binaries' archives do not say their version inside, only in that name. */
    static @Nullable Path find(String start) {
        for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            Path path = Path.of(element);
            Path name = path.getFileName();
            if (name != null && name.toString().startsWith(start) && Files.isRegularFile(path)) {
                return path;
            }
        }
        return null;
    }
}
