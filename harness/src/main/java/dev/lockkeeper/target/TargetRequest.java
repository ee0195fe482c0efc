package dev.lockkeeper.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A live database that somebody named; its text form never shows a secret.
 *
 * @param name what reports call it
 * @param url {@code postgresql://…} or {@code jdbc:postgresql://…}, secrets in place
 * @param passwordFile a file that holds the password alone, or lines as in {@code .pgpass}
 * @param systemIdentifier what the configuration remembers of the server; another server is refused
 * @param statementTimeout how long one question may take
 */
public record TargetRequest(
        String name,
        String url,
        Optional<Path> passwordFile,
        Optional<String> systemIdentifier,
        Duration statementTimeout) {

    /** Long enough to read a table of some ten million rows, short enough to be gone before anybody minds. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    public static TargetRequest of(String name, String url) {
        return new TargetRequest(name, url, Optional.empty(), Optional.empty(), PATIENCE);
    }

    public TargetRequest withPasswordFile(Optional<Path> file) {
        return new TargetRequest(name, url, file, systemIdentifier, statementTimeout);
    }

    public TargetRequest remembering(Optional<String> system) {
        return new TargetRequest(name, url, passwordFile, system, statementTimeout);
    }

    public TargetRequest within(Duration timeout) {
        return new TargetRequest(name, url, passwordFile, systemIdentifier, timeout);
    }

    @Override
    public String toString() {
        return "target " + name;
    }
}
