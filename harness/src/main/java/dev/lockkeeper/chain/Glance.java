package dev.lockkeeper.chain;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One look at a folder, shared by all formats that are asked whether they know it, so that each file is read once. */
public final class Glance {

    private static final int LEVELS_UP = 4;
    /** Marks of a tool stand early in a file; a dump of a gigabyte need not be read to know it. */
    private static final int ENOUGH = 1024 * 1024;

    private final Path folder;
    private final List<Path> files;
    private final List<Path> folders;
    private final Map<Path, String> texts = new HashMap<>();

    private Glance(Path folder, List<Path> files, List<Path> folders) {
        this.folder = folder;
        this.files = files;
        this.folders = folders;
    }

    public static Glance at(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.sorted().toList();
            return new Glance(
                    folder,
                    all.stream().filter(Files::isRegularFile).toList(),
                    all.stream().filter(Files::isDirectory).toList());
        } catch (IOException | UncheckedIOException e) {
            throw LockkeeperException.because("Could not list the folder %s.".formatted(folder))
                    .answered(String.valueOf(e.getMessage()))
                    .tryThis("see whether you may read it: ls -ld " + folder)
                    .causedBy(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** The files in the folder itself, by name. */
    public List<Path> files() {
        return files;
    }

    /** The folders in the folder, by name. */
    public List<Path> folders() {
        return folders;
    }

    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** The names of files that match. */
    public List<String> names(Pattern pattern) {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .filter(pattern.asMatchPredicate())
                .toList();
    }

    /** The first SQL file that has a line like this. */
    public Optional<Path> sqlWith(Pattern line) {
        Predicate<String> holds = line.asPredicate();
        return files.stream()
                .filter(file -> file.toString().endsWith(".sql"))
                .filter(file -> holds.test(text(file)))
                .findFirst();
    }

    /** The beginning of a file's text, for looking only: bytes that are no UTF-8 are not minded. */
    public String text(Path file) {
        return texts.computeIfAbsent(file, Glance::roughText);
    }

    private static String roughText(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(ENOUGH), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            // Whoever reads the chain says so, at file and line.
            return "";
        }
    }

    /** Whether a file of that name, here or a few folders up, mentions the word: a project file that names its tool. */
    public boolean projectNames(String projectFile, String word) {
        Path at = folder.toAbsolutePath().normalize();
        for (int level = 0; at != null && level <= LEVELS_UP; level++, at = at.getParent()) {
            Path file = at.resolve(projectFile);
            if (Files.isRegularFile(file) && text(file).contains(word)) {
                return true;
            }
            if (Files.exists(at.resolve(".git"))) {
                return false;
            }
        }
        return false;
    }

    /** Whether such a folder or file lies here or a few folders up. */
    public boolean projectHas(String name) {
        Path at = folder.toAbsolutePath().normalize();
        for (int level = 0; at != null && level <= LEVELS_UP; level++, at = at.getParent()) {
            if (Files.exists(at.resolve(name))) {
                return true;
            }
            if (Files.exists(at.resolve(".git"))) {
                return false;
            }
        }
        return false;
    }
}
