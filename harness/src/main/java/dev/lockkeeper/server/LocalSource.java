package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Servers from a PostgreSQL that is installed on this machine; its own clusters are never touched. */
final class LocalSource implements ServerSource {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+\\.\\d+)");

    /** Where packages put their programs; a star stands for a version. */
    private static final List<String> USUAL = List.of(
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/usr/libexec/postgresql*",
            "/opt/homebrew/opt/postgresql*/bin",
            "/usr/local/opt/postgresql*/bin",
            "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
            "C:/Program Files/PostgreSQL/*/bin");

    @Override
    public Availability probe(ServerRequest request) {
        try {
            PostgresBinaries binaries = choose(request);
            ServerUser.current();
            return new Availability(Provider.LOCAL, true, "PostgreSQL " + binaries.version() + " in " + binaries.bin());
        } catch (LockkeeperException e) {
            return Availability.not(Provider.LOCAL, e);
        }
    }

    @Override
    public ThrowawayServer start(ServerRequest request, String why) {
        PostgresBinaries binaries = choose(request);
        String version = request.wanted() == null
                ? "the newest one installed, as no version was asked for"
                : request.versionReason();
        String reason = "binaries in " + binaries.bin() + ", " + why + "; " + version;
        return OwnServer.start(binaries, CacheFolder.open(), Provider.LOCAL, reason, request.progress());
    }

    private static PostgresBinaries choose(ServerRequest request) {
        ServerVersion wanted = request.wanted();
        Collection<PostgresBinaries> installed = installed();
        return installed.stream()
                .filter(binaries ->
                        wanted == null ? binaries.major() >= ServerVersion.OLDEST : wanted.matches(binaries.version()))
                .max(Comparator.comparingInt(PostgresBinaries::major))
                .orElseThrow(() -> none(wanted, installed));
    }

    private static LockkeeperException none(@Nullable ServerVersion wanted, Collection<PostgresBinaries> installed) {
        String found = installed.isEmpty()
                ? "none at all"
                : installed.stream()
                        .map(binaries -> binaries.version() + " in " + binaries.bin())
                        .collect(Collectors.joining(", "));
        return LockkeeperException.because("No PostgreSQL" + (wanted == null ? "" : " " + wanted)
                        + " is installed on this machine: looked on the PATH and in the usual folders, found " + found
                        + ".")
                .tryThis("installing its server package, or --provider embedded.");
    }

    private static Collection<PostgresBinaries> installed() {
        Map<Path, PostgresBinaries> found = new LinkedHashMap<>();
        for (Path folder : folders()) {
            Path program = folder.resolve(Platform.windows() ? "postgres.exe" : "postgres");
            Path initdb = folder.resolve(Platform.windows() ? "initdb.exe" : "initdb");
            if (Files.isExecutable(program) && Files.isExecutable(initdb)) {
                add(program, found);
            }
        }
        return found.values();
    }

    /** A link on the PATH leads to the folder that has the libraries beside it. */
    private static void add(Path program, Map<Path, PostgresBinaries> found) {
        try {
            Path bin = program.toRealPath().resolve("..").normalize();
            if (!found.containsKey(bin)) {
                Matcher version = VERSION.matcher(Command.run(new ProcessBuilder(program.toString(), "--version")));
                if (version.find()) {
                    found.put(bin, new PostgresBinaries(bin, version.group(1)));
                }
            }
        } catch (IOException e) {
            // A program that does not even tell its version is no server.
        }
    }

    static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String element : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            if (!element.isBlank()) {
                folders.add(Path.of(element));
            }
        }
        USUAL.forEach(pattern -> expand(pattern, folders));
        return folders;
    }

    private static void expand(String pattern, List<Path> folders) {
        int star = pattern.indexOf('*');
        int before = pattern.lastIndexOf('/', star);
        int after = pattern.indexOf('/', star);
        String name = pattern.substring(before + 1, after < 0 ? pattern.length() : after);
        String rest = after < 0 ? "" : pattern.substring(after + 1);
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(pattern.substring(0, before)), name)) {
            stream.forEach(folder -> folders.add(folder.resolve(rest)));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            // Not a folder of this machine.
        }
    }
}
