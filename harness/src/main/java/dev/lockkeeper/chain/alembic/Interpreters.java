package dev.lockkeeper.chain.alembic;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Pythons that may have the project's Alembic, the most likely first. */
final class Interpreters {

    /** The variable with which the user names the Python himself. */
    static final String CHOSEN = "LOCKKEEPER_PYTHON";

    private static final List<String> ENVIRONMENT_FOLDERS = List.of(".venv", "venv", "env", ".env");
    private static final int LEVELS = 4;

    private final AlembicProject project;
    private final Map<String, String> environment;

    Interpreters(AlembicProject project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    List<String> all() {
        String chosen = environment.get(CHOSEN);
        if (chosen != null && !chosen.isBlank()) {
            return List.of(chosen);
        }
        Set<String> found = new LinkedHashSet<>();
        folders().forEach(folder -> inFolder(folder, found));
        inEnvironment(environment.get("VIRTUAL_ENV"), found);
        inEnvironment(environment.get("CONDA_PREFIX"), found);
        onPath("python3", found);
        onPath("python", found);
        return List.copyOf(found);
    }

    /** The project's folders and those above, up to the root of its repository. */
    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        Path folder = project.folder();
        for (int level = 0; folder != null && level <= LEVELS; level++) {
            folders.add(folder);
            if (Files.exists(folder.resolve(".git"))) {
                break;
            }
            folder = folder.getParent();
        }
        return folders;
    }

    private void inFolder(Path folder, Set<String> found) {
        ENVIRONMENT_FOLDERS.forEach(name -> inEnvironment(folder.resolve(name).toString(), found));
        Path pdm = folder.resolve(".pdm-python");
        if (Files.isRegularFile(pdm)) {
            firstLine(pdm).forEach(python -> addFile(Path.of(python), found));
        }
        // Poetry and Pipenv keep environments elsewhere, and only they know where.
        if (Files.isRegularFile(folder.resolve("poetry.lock"))) {
            ask(folder, found, "poetry", "env", "info", "--executable");
        }
        if (Files.isRegularFile(folder.resolve("Pipfile"))) {
            ask(folder, found, "pipenv", "--py");
        }
    }

    private static List<String> firstLine(Path file) {
        try {
            return Files.readAllLines(file).stream().limit(1).map(String::strip).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void inEnvironment(@Nullable String folder, Set<String> found) {
        if (folder != null && !folder.isBlank()) {
            addFile(Path.of(folder, "bin", "python"), found);
            addFile(Path.of(folder, "Scripts", "python.exe"), found);
        }
    }

    private static void addFile(Path python, Set<String> found) {
        if (Files.isExecutable(python)) {
            found.add(python.toString());
        }
    }

    private void onPath(String name, Set<String> found) {
        String path = environment.getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            Path python = Path.of(folder.isBlank() ? "." : folder, name);
            Path windows = Path.of(folder.isBlank() ? "." : folder, name + ".exe");
            if (Files.isExecutable(python) || Files.isExecutable(windows)) {
                addFile(python, found);
                addFile(windows, found);
                return;
            }
        }
    }

    private static void ask(Path folder, Set<String> found, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String answer =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.Charset.defaultCharset());
            if (process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0) {
                addFile(Path.of(answer.strip()), found);
            }
        } catch (IOException e) {
            // The tool is not installed, so it made no environment either.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
