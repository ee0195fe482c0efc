package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SourceSpan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an Alembic project lie.
 *
 * @param folder the chain's folder, as the user named it
 * @param config {@code alembic.ini} or {@code pyproject.toml}, or null when there is only a script folder
 * @param base the folder the user starts {@code alembic} in: relative places of the configuration begin there
 * @param scripts the folder with {@code env.py}
 * @param versions the folders with revision files
 * @param recursive whether folders below {@code versions} count
 */
record AlembicProject(
        Path folder, @Nullable Path config, Path base, Path scripts, List<Path> versions, boolean recursive) {

    private static final int LEVELS = 3;
    private static final Pattern SPACES_AND_COMMAS = Pattern.compile(", *| +");

    AlembicProject {
        versions = List.copyOf(versions);
    }

    /** The project of a folder that holds its configuration, or its {@code env.py}. */
    static AlembicProject at(Path folder) {
        Path here = folder.toAbsolutePath().normalize();
        return configIn(here)
                .map(config -> configured(here, config))
                .or(() -> configuredAbove(here))
                .orElseGet(() -> new AlembicProject(here, null, here, here, List.of(here.resolve("versions")), false));
    }

    private static Optional<AlembicProject> configuredAbove(Path scripts) {
        Path above = scripts.getParent();
        for (int level = 0; above != null && level < LEVELS; level++) {
            Optional<Path> config = configIn(above);
            if (config.isPresent()) {
                AlembicProject found = configured(scripts, config.get());
                if (found.scripts().equals(scripts)) {
                    return Optional.of(found);
                }
            }
            above = above.getParent();
        }
        return Optional.empty();
    }

    static Optional<Path> configIn(Path folder) {
        Path ini = folder.resolve("alembic.ini");
        if (Files.isRegularFile(ini)) {
            return Optional.of(ini);
        }
        Path toml = folder.resolve("pyproject.toml");
        return Files.isRegularFile(toml) && !settings(toml).isEmpty() ? Optional.of(toml) : Optional.empty();
    }

    private static IniSection settings(Path config) {
        boolean toml = config.toString().endsWith(".toml");
        Path here = config.toAbsolutePath().normalize().getParent();
        return IniSection.of(text(config), toml ? "tool.alembic" : "alembic", String.valueOf(here));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read " + file + ".")
                    .answered(e.toString())
                    .tryThis("save it as UTF-8")
                    .causedBy(e);
        }
    }

    private static AlembicProject configured(Path folder, Path config) {
        IniSection settings = settings(config);
        Path home = Optional.ofNullable(config.getParent()).orElse(folder);
        String location = settings.get("script_location")
                .orElseThrow(() -> LockkeeperException.because("Could not read the Alembic project in " + folder + ".")
                        .answered(config.getFileName() + ":1: there is no script_location in its section of Alembic")
                        .tryThis("add the line script_location = %(here)s/migrations"));
        Path base = baseOf(home, location)
                .orElseThrow(() -> LockkeeperException.because("Could not read the Alembic project in " + folder + ".")
                        .answered("%s:%d: script_location is '%s', and no such folder is beside the file or above it"
                                .formatted(config.getFileName(), settings.line("script_location"), location))
                        .tryThis("name the folder that holds env.py"));
        Path scripts = place(base, location);
        return new AlembicProject(
                folder,
                config,
                base,
                scripts,
                versions(settings, base, scripts),
                settings.get("recursive_version_locations")
                        .map(value -> value.toLowerCase(Locale.ROOT).matches("true|yes|on|1"))
                        .orElse(false));
    }

    /** Some projects keep their configuration in a subfolder and start {@code alembic -c} above it. */
    private static Optional<Path> baseOf(Path home, String location) {
        Path base = home;
        for (int level = 0; base != null && level <= LEVELS; level++) {
            if (Files.isDirectory(place(base, location))) {
                return Optional.of(base);
            }
            base = base.getParent();
        }
        return Optional.empty();
    }

    /** A path, or {@code package:folder}. */
    private static Path place(Path base, String location) {
        int colon = location.indexOf(':');
        if (colon > 1) {
            String inside = location.substring(0, colon).replace('.', '/') + "/" + location.substring(colon + 1);
            Path plain = base.resolve(inside).normalize();
            Path src = base.resolve("src").resolve(inside).normalize();
            return !Files.isDirectory(plain) && Files.isDirectory(src) ? src : plain;
        }
        return base.resolve(location).normalize();
    }

    private static List<Path> versions(IniSection settings, Path base, Path scripts) {
        List<String> locations = settings.list("version_locations");
        if (locations.isEmpty()) {
            locations = settings.get("version_locations")
                    .map(value -> split(value, settings))
                    .orElse(List.of());
        }
        return locations.isEmpty()
                ? List.of(scripts.resolve("versions"))
                : locations.stream().map(location -> place(base, location)).toList();
    }

    private static List<String> split(String value, IniSection settings) {
        String separator = settings.get("path_separator")
                .or(() -> settings.get("version_path_separator"))
                .orElse("");
        Pattern pattern =
                switch (separator) {
                    case "" -> SPACES_AND_COMMAS;
                    case "os" -> Pattern.compile("[" + File.pathSeparator + "\n]");
                    case "space" -> Pattern.compile("\\s+");
                    case "newline" -> Pattern.compile("\n");
                    default -> Pattern.compile(Pattern.quote(separator));
                };
        return pattern.splitAsStream(value.replace("\n", separator.isEmpty() ? " " : "\n"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    Path env() {
        return scripts.resolve("env.py");
    }

    /** The file's name as reports show it: relative to the chain's folder, with slashes. */
    String nameOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return folder.relativize(absolute).toString().replace('\\', '/');
    }

    SourceSpan start(Path file) {
        return new SourceSpan(nameOf(file), 1);
    }

    /** Revision files in the order in which Alembic meets them, which breaks ties in the order of steps. */
    List<Path> revisionFiles() {
        List<Path> files = new ArrayList<>();
        versions.forEach(location -> collect(location, files));
        return files.stream().distinct().toList();
    }

    private void collect(Path location, List<Path> files) {
        if (!Files.isDirectory(location)) {
            return;
        }
        files.addAll(children(location).stream()
                .filter(AlembicProject::isRevisionFile)
                .toList());
        if (recursive) {
            children(location).stream().filter(AlembicProject::isFolder).forEach(below -> collect(below, files));
        }
    }

    /** Files that look like revisions, below a folder of versions that Alembic does not descend from. */
    List<Path> passedOver() {
        if (recursive) {
            return List.of();
        }
        List<Path> taken = revisionFiles();
        List<Path> files = new ArrayList<>();
        for (Path location : versions) {
            if (Files.isDirectory(location)) {
                children(location).stream()
                        .filter(AlembicProject::isFolder)
                        .flatMap(below -> children(below).stream())
                        .filter(AlembicProject::isRevisionFile)
                        .filter(file -> !taken.contains(file))
                        .filter(file -> text(file).contains("down_revision"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path) && !path.getFileName().toString().equals("__pycache__");
    }

    private static boolean isRevisionFile(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".py")
                && !name.startsWith("__init__")
                && !name.startsWith(".#")
                && Files.isRegularFile(path);
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw LockkeeperException.because("Could not list " + folder + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
    }
}
