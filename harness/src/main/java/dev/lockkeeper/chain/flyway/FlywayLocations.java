package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The folders Flyway searches, given the one the user named. */
final class FlywayLocations {

    private static final String FILESYSTEM = "filesystem:";

    private FlywayLocations() {}

    /** The named folder; with a configuration that lists it, or stands in it, all folders of the list. */
    static List<Path> of(Path folder, FlywaySettings settings) {
        List<Path> listed = listed(settings);
        Path named = absolute(folder);
        boolean standsHere = settings.file() != null
                && named.equals(absolute(settings.file()).getParent());
        if (listed.isEmpty() || !(standsHere || listed.stream().anyMatch(location -> location.equals(named)))) {
            return List.of(folder);
        }
        return listed.stream()
                .map(location -> location.startsWith(named) ? folder.resolve(named.relativize(location)) : location)
                .toList();
    }

    /** Whether a configuration found near the folder is meant for it. */
    static boolean speakOf(Path folder, FlywaySettings settings) {
        Path named = absolute(folder);
        Path home = absolute(Objects.requireNonNull(settings.file())).getParent();
        List<String> locations = settings.locations();
        boolean namesFolders = locations.stream().anyMatch(location -> location.startsWith(FILESYSTEM));
        return !namesFolders
                || named.equals(home)
                || listed(settings).stream().anyMatch(location -> location.equals(named) || named.startsWith(location));
    }

    private static List<Path> listed(FlywaySettings settings) {
        Path file = settings.file();
        if (file == null) {
            return List.of();
        }
        Path home = Objects.requireNonNull(absolute(file).getParent());
        Set<Path> found = new LinkedHashSet<>();
        for (String location : settings.locations()) {
            if (location.startsWith(FILESYSTEM)) {
                Path path =
                        home.resolve(location.substring(FILESYSTEM.length())).normalize();
                if (Files.isDirectory(path)) {
                    found.add(path);
                }
            }
        }
        return List.copyOf(found);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Every file below the folders, folder by folder; Flyway searches them to the bottom. */
    static List<Path> files(List<Path> locations) {
        Set<Path> files = new LinkedHashSet<>();
        for (Path location : locations) {
            try (Stream<Path> all = Files.walk(location, FileVisitOption.FOLLOW_LINKS)) {
                all.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw LockkeeperException.because("Could not list the folder %s.".formatted(location))
                        .answered(String.valueOf(e.getMessage()))
                        .tryThis("see whether you may read all folders in it, and whether a link leads back into it")
                        .causedBy(e);
            }
        }
        return List.copyOf(files);
    }
}
