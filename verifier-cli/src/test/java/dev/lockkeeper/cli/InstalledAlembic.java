package dev.lockkeeper.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An Alembic that runs: of this machine, or of those that the harness's tests made for themselves. */
final class InstalledAlembic {

    private InstalledAlembic() {}

    /** Lays {@code alembic} and the Python it runs with into a folder; without any the test is skipped with the reason. */
    static Path in(Path folder) throws IOException {
        for (String python : pythons()) {
            if (hasAlembic(python)) {
                program(folder, "python", "exec '" + python + "' \"$@\"");
                program(folder, "python3", "exec '" + python + "' \"$@\"");
                return program(folder, "alembic", "exec '" + python + "' -m alembic \"$@\"");
            }
        }
        return abort("there is no Python with Alembic and psycopg2 on this machine, so this was not tried");
    }

    private static List<String> pythons() throws IOException {
        List<String> pythons = new ArrayList<>(List.of("python3"));
        Path made = Path.of(
                Optional.ofNullable(System.getenv("LOCKKEEPER_CACHE"))
                        .orElse(System.getProperty("user.home") + "/.cache/lockkeeper"),
                "test-python");
        if (Files.isDirectory(made)) {
            try (Stream<Path> environments = Files.list(made)) {
                environments
                        .filter(one -> one.getFileName().toString().startsWith("today-"))
                        .forEach(one -> pythons.add(one.resolve("bin/python").toString()));
            }
        }
        return pythons;
    }

    private static boolean hasAlembic(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import alembic, psycopg2")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Path program(Path folder, String name, String line) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
