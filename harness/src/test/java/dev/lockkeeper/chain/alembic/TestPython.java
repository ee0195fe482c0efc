package dev.lockkeeper.chain.alembic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Pythons with Alembic in private environments, made once; tests that cannot have one are skipped with the reason. */
public final class TestPython {

    /** What a project of today installs, with every driver that the recorder knows. */
    private static final List<String> TODAY =
            List.of("alembic", "sqlalchemy", "psycopg2-binary", "psycopg[binary]", "asyncpg", "greenlet", "pg8000");

    /** The oldest line that the recorder claims to know. */
    private static final List<String> OLDEST = List.of("alembic==1.7.7", "sqlalchemy==1.4.54", "psycopg2-binary");

    private TestPython() {}

    public static String today() {
        return environment("today", TODAY);
    }

    public static String oldest() {
        return environment("oldest", OLDEST);
    }

    private static synchronized String environment(String name, List<String> requirements) {
        Path environment = cache().resolve(name + "-" + Integer.toHexString(requirements.hashCode()));
        if (!Files.isDirectory(environment)) {
            make(environment, requirements);
        }
        return environment.resolve("bin").resolve("python").toString();
    }

    private static Path cache() {
        String chosen = System.getenv("LOCKKEEPER_CACHE");
        Path root = chosen == null ? Path.of(System.getProperty("user.home"), ".cache", "lockkeeper") : Path.of(chosen);
        return root.toAbsolutePath().resolve("test-python");
    }

    /** Made aside and moved, so that builds side by side never see half of it. */
    private static void make(Path environment, List<String> requirements) {
        try {
            Path making = environment.resolveSibling("making-" + UUID.randomUUID());
            Files.createDirectories(making.getParent());
            run("python3", "-m", "venv", making.toString());
            List<String> install = new ArrayList<>(
                    List.of(making.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
            install.addAll(requirements);
            run(install.toArray(String[]::new));
            if (!Files.isDirectory(environment)) {
                Files.move(making, environment, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            Assumptions.abort("there is no Python with Alembic to test with: " + e.getMessage());
        }
    }

    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream said = process.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " said: " + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
