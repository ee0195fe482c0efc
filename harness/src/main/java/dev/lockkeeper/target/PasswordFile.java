package dev.lockkeeper.target;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a password from a file: the password alone, or lines {@code host:port:database:user:password}. */
final class PasswordFile {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private static final int FIELDS = 5;

    private PasswordFile() {}

    /** The password for that address; null when the file speaks only of others. */
    static @Nullable String read(Path file, TargetUrl url) {
        List<String> lines = lines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        if (lines.size() == 1 && fields(lines.get(0)).size() < FIELDS) {
            return lines.get(0);
        }
        for (String line : lines) {
            List<String> fields = fields(line);
            if (fields.size() == FIELDS && fits(fields, url)) {
                return fields.get(FIELDS - 1);
            }
        }
        return null;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw LockkeeperException.because("The password file " + file + " can be read by others.")
                        .tryThis("chmod 600 " + file);
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the password file " + file + ".")
                    .answered(e.getClass().getSimpleName())
                    .tryThis("check the path and who may read it");
        }
    }

    private static boolean fits(List<String> fields, TargetUrl url) {
        return url.hosts().stream().anyMatch(host -> {
            int colon = host.lastIndexOf(':');
            return isOrAny(fields.get(0), host.substring(0, colon))
                    && isOrAny(fields.get(1), host.substring(colon + 1))
                    && isOrAny(fields.get(2), url.database())
                    && isOrAny(fields.get(3), url.user());
        });
    }

    private static boolean isOrAny(String field, String value) {
        return field.equals("*") || field.equals(value);
    }

    /** Splits at colons; a backslash takes the meaning off the next character. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < FIELDS - 1) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
