package dev.lockkeeper.server;

import java.nio.file.Path;

/**
 * The programs of one PostgreSQL on this machine.
 *
 * @param bin the folder with {@code postgres} and {@code initdb}
 * @param version the full version, e.g. {@code 17.6}
 */
record PostgresBinaries(Path bin, String version) {

    int major() {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    Path program(String name) {
        return bin.resolve(Platform.windows() ? name + ".exe" : name);
    }
}
