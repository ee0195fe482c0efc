package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of PostgreSQL's programs for users, such as {@code pg_dump}; the embedded binaries carry none.
 *
 * @param version as the program says it, e.g. {@code 17.6}
 */
public record ClientProgram(Path path, String version) {

    /** Names a folder with the programs, to be looked in first. */
    public static final String FOLDER = "LOCKKEEPER_PG_BIN";

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+(?:\\.\\d+)?)");

    public int major() {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    /** A program that can read a server of that major version: of the same one if possible, else the next newer. */
    public static ClientProgram find(String name, int major) {
        List<ClientProgram> found = new ArrayList<>();
        TreeSet<String> looked = new TreeSet<>();
        for (Path folder : folders()) {
            Path path = folder.resolve(Platform.windows() ? name + ".exe" : name);
            looked.add(folder.toString());
            if (Files.isExecutable(path)) {
                add(path, found);
            }
        }
        return found.stream()
                .filter(program -> program.major() >= major)
                .min(Comparator.comparingInt(ClientProgram::major))
                .orElseThrow(() -> missing(name, major, found, looked));
    }

    private static LockkeeperException missing(
            String name, int major, List<ClientProgram> found, TreeSet<String> looked) {
        List<String> there = found.stream()
                .map(program -> program.version() + " (" + program.path() + ")")
                .distinct()
                .toList();
        return LockkeeperException.because("There is no " + name + " here that can read PostgreSQL " + major + ".")
                .answered((there.isEmpty() ? "None was found" : "Too old: " + String.join(", ", there)) + "; looked in "
                        + String.join(", ", looked) + ". The embedded binaries have none.")
                .tryThis("installing PostgreSQL's client programs (postgresql-client-" + major
                        + "), or naming the folder they are in: " + FOLDER);
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        String own = System.getenv(FOLDER);
        if (own != null && !own.isBlank()) {
            folders.add(Path.of(own));
        }
        folders.addAll(LocalSource.folders());
        return folders;
    }

    private static void add(Path path, List<ClientProgram> found) {
        try {
            Matcher version = VERSION.matcher(Command.run(new ProcessBuilder(path.toString(), "--version")));
            if (version.find()) {
                found.add(new ClientProgram(path, version.group(1)));
            }
        } catch (IOException e) {
            // A program that does not even tell its version is none.
        }
    }
}
