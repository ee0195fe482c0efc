package dev.lockkeeper.gate.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Backups as folders of a folder, which only their owner may read. */
public final class DirectoryStorage implements BackupStorage {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final String UNFINISHED = ".making-";

    private final Path root;

    public DirectoryStorage(Path root) {
        this.root = root;
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(Manifest.FILE)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted(Comparator.comparing(DirectoryStorage::time).thenComparing(name -> name))
                    .toList();
        }
    }

    /** Names end in the time and a few letters. */
    private static String time(String name) {
        return name.replaceFirst("^.*-(\\d{8}T\\d{6}Z-[0-9a-z]+)$", "$1");
    }

    @Override
    public Path workshop() throws IOException {
        Files.createDirectories(root);
        return Files.createTempDirectory(root, UNFINISHED, ownerOnly());
    }

    @Override
    public void put(String name, Path folder) throws IOException {
        Path place = root.resolve(checked(name));
        if (Files.exists(place)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Path get(String name) throws IOException {
        Path folder = root.resolve(checked(name));
        if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
            throw new NoSuchFileException(folder.toString());
        }
        return folder;
    }

    @Override
    public void replace(String name, String file, byte[] content) throws IOException {
        Path fresh = get(name).resolve(file + ".new");
        Files.write(fresh, content);
        Files.move(fresh, get(name).resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        remove(get(name));
    }

    /** Deletes a folder; what lies in one of ours are files. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public String shown() {
        return root.toString();
    }

    private FileAttribute<?>[] ownerOnly() {
        return root.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A name leads out of the folder only if it holds more than a name does. */
    private static String checked(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new NoSuchFileException(name);
        }
        return name;
    }
}
