package dev.lockkeeper.gate;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The digest of every file below a chain's folder, byte for byte: not the steps alone, since a tool's settings and
 * programs beside them decide as well what a deploy does.
 */
public final class ChainFiles {

    /** Folders that no tool reads its steps from. */
    private static final Set<String> LEFT_OUT = Set.of(
            ".git",
            ".gradle",
            ".idea",
            ".lockkeeper",
            ".venv",
            "__pycache__",
            "build",
            "dist",
            "lockkeeper-backups",
            "node_modules",
            "target",
            "venv");

    private static final int MOST = 20_000;

    private ChainFiles() {}

    public static SortedMap<String, String> of(Path folder) {
        SortedMap<String, String> digests = new TreeMap<>();
        try {
            // Links are followed: what they lead to is what the tool will read.
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                            boolean leftOut =
                                    !visited.equals(folder) && LEFT_OUT.contains(String.valueOf(visited.getFileName()));
                            return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                            if (attributes.isRegularFile() && !ours(file)) {
                                digests.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.of(file));
                                refuseTooMany(folder, digests.size());
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return digests;
        } catch (IOException | UncheckedIOException e) {
            throw LockkeeperException.because("Could not read the files of the chain in " + folder + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
    }

    /** What we write ourselves may lie beside the chain. */
    private static boolean ours(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".attestation.json") || name.endsWith(".outcome.json") || name.equals(KeyFiles.SECRET);
    }

    private static void refuseTooMany(Path folder, int count) {
        if (count > MOST) {
            throw LockkeeperException.because(
                            "There are more than " + MOST + " files below " + folder + ", too many to vouch for.")
                    .tryThis("name the chain's own folder instead of the project's");
        }
    }
}
