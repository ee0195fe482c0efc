package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept between runs: extracted binaries and pre-initialised data directories.
 *
 * <p>An entry is a folder that appears whole or not at all, so any number of runs may make the same one at once.
 */
final class CacheFolder {

    private static final String CONTENT = "content.txt";

    private final Path root;

    private CacheFolder(Path root) {
        this.root = root;
    }

    /** Fills a new, empty folder. */
    interface Filling {
        void fill(Path folder) throws IOException;
    }

    static CacheFolder open() {
        return open(location());
    }

    static CacheFolder open(Path root) {
        try {
            Files.createDirectories(root);
            Path real = root.toRealPath();
            letIn(real);
            ServerUser.requireWayTo(real);
            return new CacheFolder(real);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not make the cache folder " + root + ".")
                    .answered(words(e))
                    .tryThis("setting LOCKKEEPER_CACHE to a folder that can be written.")
                    .causedBy(e);
        }
    }

    /** When we are root the server is somebody else, who must be able to read its binaries whatever our umask. */
    private static void letIn(Path folder) throws IOException {
        if (ServerUser.isRoot()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    Path root() {
        return root;
    }

    /** The entry of that name when it is there, else null. */
    @Nullable
    Path find(String entry) {
        Path folder = root.resolve(entry);
        return Files.isDirectory(folder) ? folder : null;
    }

    /** The entry of that name, made first if need be. */
    Path get(String entry, Filling filling) throws IOException {
        Path folder = find(entry);
        return folder != null ? folder : make(entry, filling);
    }

    private Path make(String entry, Filling filling) throws IOException {
        Path folder = root.resolve(entry);
        Path making = root.resolve("making-" + UUID.randomUUID());
        try {
            Files.createDirectory(making);
            letIn(making);
            filling.fill(making);
            Files.writeString(making.resolve(CONTENT), content(making));
            letIn(Files.createDirectories(folder.resolve("..").normalize()));
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another run was faster: what it made is as good as ours.
            if (find(entry) == null) {
                throw e;
            }
        } finally {
            delete(making);
        }
        return folder;
    }

    /** Takes an entry away whose files are not those it was made of; whether it did so. */
    boolean discardIfDamaged(String entry) {
        Path folder = root.resolve(entry);
        if (!Files.exists(folder) || intact(folder)) {
            return false;
        }
        Path leaving = root.resolve("leaving-" + UUID.randomUUID());
        try {
            Files.move(folder, leaving, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            leaving = folder;
        }
        delete(leaving);
        return true;
    }

    private static boolean intact(Path folder) {
        try {
            return Files.readString(folder.resolve(CONTENT)).equals(content(folder));
        } catch (IOException e) {
            return false;
        }
    }

    /** Cheap enough to be asked when something went wrong: how many files of how many bytes. */
    private static String content(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            LongSummaryStatistics sizes = walk.filter(path -> !path.endsWith(CONTENT))
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(path -> path.toFile().length())
                    .summaryStatistics();
            return sizes.getCount() + " files, " + sizes.getSum() + " bytes";
        }
    }

    /** Deletes a folder with all that is in it, following no links; what cannot be deleted stays. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Somebody else deletes it too, or holds it open; the next start tries again.
        }
    }

    /** An I/O exception as a sentence; its own message is often only the file's name. */
    static String words(IOException e) {
        if (e instanceof SocketException && e.getMessage() != null) {
            return e.getMessage();
        }
        String kind = e.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return e.getMessage() == null || e.getMessage().isBlank() ? kind : kind + ": " + e.getMessage();
    }

    private static Path location() {
        String chosen = System.getenv("LOCKKEEPER_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        if (ServerUser.isRoot()) {
            // The home of root is closed to the user that runs the server.
            Path shared = Path.of("/var/cache");
            return Files.isWritable(shared)
                    ? shared.resolve("lockkeeper")
                    : Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "lockkeeper-cache-root");
        }
        return ordinary();
    }

    private static Path ordinary() {
        String home = System.getProperty("user.home", ".");
        if (Platform.windows()) {
            String local = System.getenv("LOCALAPPDATA");
            return local == null ? Path.of(home, "AppData", "Local", "lockkeeper") : Path.of(local, "lockkeeper");
        }
        if (Platform.mac()) {
            return Path.of(home, "Library", "Caches", "lockkeeper");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg == null || xdg.isBlank() ? Path.of(home, ".cache", "lockkeeper") : Path.of(xdg, "lockkeeper");
    }
}
