package dev.lockkeeper.rows;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a fixtures folder, sorted by what their names say. */
final class FixtureFiles {

    private static final String BASE = "base";

    /** A CSV file and the table its name means. */
    record Csv(Path file, String table) {}

    private final @Nullable Path folder;
    private final Map<String, Path> scripts = new TreeMap<>();
    private final Map<String, Path> probes = new TreeMap<>();
    private final Map<String, List<Csv>> tables = new TreeMap<>();
    private final List<String> strange = new ArrayList<>();

    FixtureFiles(@Nullable Path folder) {
        this.folder = folder;
        if (folder != null && Files.isDirectory(folder)) {
            for (Path entry : entries(folder)) {
                sort(entry);
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !isAside(nameOf(entry)))
                    .sorted(Comparator.comparing(FixtureFiles::nameOf))
                    .toList();
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the folder of fixtures " + folder + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
    }

    static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isAside(String name) {
        return name.startsWith(".") || name.toLowerCase(Locale.ROOT).startsWith("readme");
    }

    private void sort(Path entry) {
        String name = nameOf(entry);
        if (Files.isDirectory(entry)) {
            for (Path file : entries(entry)) {
                csv(name, file);
            }
        } else if (name.endsWith(".probe.sql")) {
            probes.put(name.substring(0, name.length() - ".probe.sql".length()), entry);
        } else if (name.endsWith(".sql")) {
            scripts.put(name.substring(0, name.length() - ".sql".length()), entry);
        } else {
            strange.add(label(entry) + " is neither <version>.sql nor <version>.probe.sql");
        }
    }

    private void csv(String version, Path file) {
        String name = nameOf(file);
        if (Files.isDirectory(file) || !name.endsWith(".csv")) {
            strange.add(label(file) + " is not <schema.table>.csv");
            return;
        }
        tables.computeIfAbsent(version, any -> new ArrayList<>())
                .add(new Csv(file, name.substring(0, name.length() - ".csv".length())));
    }

    /** A file as people know it: below the folder of fixtures. */
    String label(Path file) {
        Path root = folder;
        return root == null
                ? file.toString()
                : nameOf(root) + "/" + root.relativize(file).toString().replace('\\', '/');
    }

    Optional<Path> script(String version) {
        return Optional.ofNullable(scripts.get(version));
    }

    Optional<Path> base() {
        return script(BASE);
    }

    Optional<Path> probe(String version) {
        return Optional.ofNullable(probes.get(version));
    }

    List<Csv> tables(String version) {
        return tables.getOrDefault(version, List.of());
    }

    boolean isEmpty() {
        return scripts.isEmpty() && tables.isEmpty();
    }

    static String read(Path file, String label) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw LockkeeperException.because("Could not read " + label + ".")
                    .answered("it is not UTF-8")
                    .tryThis("save the file as UTF-8")
                    .causedBy(e);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read " + label + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
    }

    /** What is wrong with the names, given the versions of the chain; every mistake on a line of its own. */
    List<String> mistakes(Collection<String> versions) {
        List<String> mistakes = new ArrayList<>(strange);
        scripts.forEach((version, file) -> {
            if (!version.equals(BASE)) {
                mistake(version, file, versions).ifPresent(mistakes::add);
            }
        });
        probes.forEach((version, file) -> mistake(version, file, versions).ifPresent(mistakes::add));
        tables.forEach((version, files) ->
                mistake(version, files.get(0).file(), versions).ifPresent(mistakes::add));
        return mistakes;
    }

    private Optional<String> mistake(String version, Path file, Collection<String> versions) {
        if (versions.contains(version)) {
            return Optional.empty();
        }
        String nearest = versions.stream()
                .min(Comparator.comparingInt((String other) -> distance(version, other))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(other -> distance(version, other) <= Math.max(2, version.length() / 3))
                .map(other -> "; did you mean " + other + "?")
                .orElse("");
        return Optional.of(label(file) + ": the chain has no version " + version + nearest);
    }

    // Leading zeros are the commonest slip, and count for nothing.
    private static int distance(String one, String other) {
        if (one.replaceFirst("^0+", "").equals(other.replaceFirst("^0+", ""))) {
            return 0;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
