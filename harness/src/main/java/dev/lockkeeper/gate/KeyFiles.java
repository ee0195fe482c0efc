package dev.lockkeeper.gate;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The two files of a pair of keys.
 *
 * @param secret signs; readable by its owner alone
 * @param open verifies; to be committed beside the chains
 */
public record KeyFiles(Path secret, Path open, String id) {

    public static final String SECRET = "lockkeeper-signing.key";
    public static final String OPEN = "lockkeeper-signing.pub";

    /** Makes a pair in a folder; never writes over one. */
    public static KeyFiles create(Path folder) {
        Path secret = folder.resolve(SECRET);
        Path open = folder.resolve(OPEN);
        SigningKey key = SigningKey.create();
        try {
            Files.createDirectories(folder);
            refuseExisting(open);
            // Private from its first moment on: to narrow it afterwards would leave it open for a while.
            write(secret, key.pem(), ownerOnly(folder));
            write(open, key.half().pem());
            ignore(folder);
            return new KeyFiles(secret, open, key.half().id());
        } catch (FileAlreadyExistsException e) {
            throw LockkeeperException.because("There is a key already: " + e.getFile() + ".")
                    .tryThis("another folder, or moving it away first; attestations it signed will be refused then");
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write the keys into " + folder + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
    }

    private static void refuseExisting(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private static void write(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, fresh, attributes);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A private key that is committed by mistake is worth nothing any more. */
    private static void ignore(Path folder) throws IOException {
        Path list = folder.resolve(".gitignore");
        String known = Files.exists(list) ? Files.readString(list) : "";
        if (known.lines().noneMatch(line -> line.strip().endsWith(SECRET))) {
            String gap = known.isEmpty() || known.endsWith("\n") ? "" : "\n";
            Files.writeString(list, known + gap + "/" + SECRET + "\n");
        }
    }
}
