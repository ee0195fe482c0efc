package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.LockkeeperException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the folder that the paths of an annotated class start at. */
final class Place {

    private Place() {}

    /**
     * The working folder, which build tools set to the module's; else a folder above the compiled class, for an IDE that
     * starts tests elsewhere; else one above the working folder, for chains that several modules share.
     */
    static Path of(Class<?> test, String path) {
        Set<Path> tried = new LinkedHashSet<>();
        tried.add(Path.of(""));
        above(compiled(test), tried);
        above(Path.of("").toAbsolutePath(), tried);
        return tried.stream()
                .filter(folder -> Files.exists(folder.resolve(path)))
                .findFirst()
                .orElseThrow(
                        () -> LockkeeperException.because(test.getName() + " names " + path + ", which does not exist.")
                                .tryThis("a path from " + Path.of("").toAbsolutePath()
                                        + " or from a folder above it, or an absolute one."));
    }

    private static void above(@Nullable Path from, Set<Path> folders) {
        for (@Nullable Path folder = from; folder != null; folder = folder.getParent()) {
            folders.add(folder);
            if (Files.exists(folder.resolve(".git"))) {
                return;
            }
        }
    }

    private static @Nullable Path compiled(Class<?> test) {
        CodeSource source = test.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notAFolder) {
            return null;
        }
    }
}
