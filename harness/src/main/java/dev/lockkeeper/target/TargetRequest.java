package dev.lockkeeper.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A live database that somebody named; its text form never shows a secret.
 *
 * @param name what reports call it
 * @param url {@code postgresql://…} or {@code jdbc:postgresql://…}, secrets in place
 * @param passwordFile a file that holds the password alone, or lines as in {@code .pgpass}
 * @param systemIdentifier what the configuration remembers of the server; another server is refused
 * @param statementTimeout how long one question may take
 * @param ignored objects there that no chain owns; a {@code *} stands for any text
 */
public record TargetRequest(
        String name,
        String url,
        Optional<Path> passwordFile,
        Optional<String> systemIdentifier,
        Duration statementTimeout,
        List<String> ignored) {

    /** Long enough to read a table of some ten million rows, short enough to be gone before anybody minds. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    public TargetRequest {
        ignored = ignored.stream().sorted().distinct().toList();
    }

    public static TargetRequest of(String name, String url) {
        return new TargetRequest(name, url, Optional.empty(), Optional.empty(), PATIENCE, List.of());
    }

    public TargetRequest withPasswordFile(Optional<Path> file) {
        return new TargetRequest(name, url, file, systemIdentifier, statementTimeout, ignored);
    }

    public TargetRequest remembering(Optional<String> system) {
        return new TargetRequest(name, url, passwordFile, system, statementTimeout, ignored);
    }

    public TargetRequest within(Duration timeout) {
        return new TargetRequest(name, url, passwordFile, systemIdentifier, timeout, ignored);
    }

    public TargetRequest ignoring(List<String> objects) {
        return new TargetRequest(name, url, passwordFile, systemIdentifier, statementTimeout, objects);
    }

    @Override
    public String toString() {
        return "target " + name;
    }
}
