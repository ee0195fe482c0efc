package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder of one running server, and the proof that somebody still wants it.
 *
 * <p>Its file {@code owner} is locked by the process that uses the server. The system lets go of the lock when that
 * process ends in whatever way, so the next start knows which folders nobody wants any more. A process number alone
 * would not do: numbers are used again, and two containers that share a folder do not see each other's.
 */
final class ServerFolder {

    private static final String PREFIX = "lockkeeper-";
    private static final int SECRET_BYTES = 8;
    /** A folder of somebody else's whose name begins like ours is none of our business. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+-[0-9a-f]{" + 2 * SECRET_BYTES + "}");

    private static final String OWNER = "owner";
    private static final Duration BEING_MADE = Duration.ofMinutes(10);

    private final Path path;
    private final FileChannel owner;

    private ServerFolder(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    static ServerFolder create(Path place) throws IOException {
        Path path = Files.createDirectory(place.resolve(ours() + Secret.random(SECRET_BYTES)));
        if (!Platform.windows()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        // Locked before it gets its name: whoever finds an owner file unlocked may rely on it.
        Path unnamed = path.resolve("owner.new");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        Files.move(unnamed, path.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
        return new ServerFolder(path, channel);
    }

    /** Lets the user that runs the server write into it. */
    void give() throws IOException {
        ServerUser.current().give(path);
    }

    Path path() {
        return path;
    }

    /** Lets go of the folder and deletes what is left of it. */
    void release() {
        try {
            owner.close();
        } catch (IOException e) {
            // Closed is all it should be.
        }
        CacheFolder.delete(path);
    }

    /** Stops the servers in a place that nobody wants any more, and deletes their folders. */
    static void sweep(Path place) {
        List<Path> unwanted = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (Path folder : folders) {
                // Opening and closing a file that we have locked ourselves would lose the lock: POSIX counts per
                // process.
                String name = folder.getFileName().toString();
                if (NAME.matcher(name).matches()
                        && !name.startsWith(ours())
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && ServerUser.current().mayOwn(folder)
                        && unwanted(folder)) {
                    unwanted.add(folder);
                }
            }
        } catch (IOException e) {
            return;
        }
        unwanted.forEach(Abandoned::clear);
    }

    private static String ours() {
        return PREFIX + ProcessHandle.current().pid() + "-";
    }

    private static boolean unwanted(Path folder) {
        Path file = folder.resolve(OWNER);
        try {
            if (!Files.exists(file)) {
                return Files.isReadable(folder)
                        && Files.getLastModifiedTime(folder)
                                .toInstant()
                                .isBefore(Instant.now().minus(BEING_MADE));
            }
            return unlocked(file);
        } catch (IOException e) {
            // Not ours to look into.
            return false;
        }
    }

    private static boolean unlocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
