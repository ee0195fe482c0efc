package dev.lockkeeper.catalog;

import dev.lockkeeper.model.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@code pg_dump} of this machine: the one of {@code LOCKKEEPER_PG_DUMP}, else the newest that is installed. */
record PgDump(Path program, int major) {

    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+)");

    static Optional<PgDump> find() {
        String named = System.getenv("LOCKKEEPER_PG_DUMP");
        List<Path> candidates = named == null ? installed() : List.of(Path.of(named));
        return candidates.stream().flatMap(path -> at(path).stream()).max(Comparator.comparingInt(PgDump::major));
    }

    private static List<Path> installed() {
        List<Path> found = new ArrayList<>(List.of(Path.of("pg_dump")));
        Path home = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(home)) {
                versions.forEach(version -> found.add(version.resolve("bin/pg_dump")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static Optional<PgDump> at(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            return version.find()
                    ? Optional.of(new PgDump(program, Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The schema of a database without what differs from one dump to the next. */
    String schemaOf(DatabaseAddress database) {
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "--schema-only",
                "--no-password",
                "--host=" + database.host(),
                "--port=" + database.port(),
                "--username=" + database.user(),
                "--dbname=" + database.database());
        builder.environment().put("PGPASSWORD", database.password());
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pg_dump failed:\n" + dump);
            }
            return dump.lines().filter(line -> !isNoise(line)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNoise(String line) {
        return line.startsWith("\\restrict")
                || line.startsWith("\\unrestrict")
                || line.startsWith("-- Dumped ")
                || line.isBlank();
    }
}
