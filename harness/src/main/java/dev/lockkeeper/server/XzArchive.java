package dev.lockkeeper.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A tar archive compressed with xz. */
final class XzArchive {

    private XzArchive() {}

    static void unpack(InputStream in, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = inside(folder, entry.getName());
                makeFolder(entry.isDirectory() ? target : target.resolve("..").normalize(), folder);
                write(tar, entry, target);
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive has an entry outside itself: " + name);
        }
        return target;
    }

    /** Also those in between: the archives name files only. */
    private static void makeFolder(Path path, Path top) throws IOException {
        if (!path.equals(top) && !Files.isDirectory(path)) {
            makeFolder(path.resolve("..").normalize(), top);
            Files.createDirectory(path);
            readableByAll(path, true);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            readableByAll(target, (entry.getMode() & 0100) != 0);
        }
    }

    /** Whatever our umask: when we are root, the server that reads this is somebody else. */
    private static void readableByAll(Path path, boolean executable) throws IOException {
        if (Platform.windows()) {
            return;
        }
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
