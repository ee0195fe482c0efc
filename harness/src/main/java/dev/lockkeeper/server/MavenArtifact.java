package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A jar of the local Maven repository, fetched there by the user's own Maven when it is missing.
 *
 * <p>Fetching it ourselves would pass by the mirrors, proxies and passwords of the user's settings.
 */
record MavenArtifact(String group, String name, String version) {

    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get";
    private static final Pattern LOCAL_REPOSITORY = Pattern.compile("<localRepository>([^<]+)</localRepository>");
    private static final int SECONDS = 900;

    /** The jar, if the local repository has it. */
    @Nullable
    Path local() {
        Path jar = in(repository());
        return Files.isRegularFile(jar) ? jar : null;
    }

    Path in(Path repository) {
        return repository
                .resolve(group.replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(name + "-" + version + ".jar");
    }

    /** The jar, from the local repository or through {@code mvn}. */
    Path get(Consumer<String> progress) {
        Path jar = local();
        if (jar != null) {
            return jar;
        }
        progress.accept("Fetching " + name + " " + version + " with mvn; this happens once.");
        String said = mvn();
        jar = local();
        if (jar == null) {
            throw failed(said);
        }
        return jar;
    }

    /** What it printed; whether it did its work shows in the local repository. */
    private String mvn() {
        List<String> command =
                new ArrayList<>(List.of(program(), "-q", "-B", GOAL, "-Dartifact=" + this, "-Dtransitive=false"));
        String chosen = System.getProperty("maven.repo.local");
        if (chosen != null) {
            command.add("-Dmaven.repo.local=" + chosen);
        }
        // A project here could be broken or bring plug-ins of its own; the artifact has nothing to do with it.
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(CacheFolder.open().root().toFile());
        try {
            return Bounded.call(SECONDS, () -> run(builder), late -> {});
        } catch (TimeoutException e) {
            return "mvn: " + e.getMessage();
        }
    }

    private static String run(ProcessBuilder builder) {
        try {
            return Command.run(builder);
        } catch (IOException e) {
            String said = String.valueOf(e.getMessage());
            return said.startsWith("Cannot run program") ? "mvn could not be started: " + said : said;
        }
    }

    /** The one on the PATH, unless the property {@code lockkeeper.mvn} names another. */
    private static String program() {
        return System.getProperty("lockkeeper.mvn", Platform.windows() ? "mvn.cmd" : "mvn");
    }

    private LockkeeperException failed(String said) {
        String complaint = said.lines()
                .map(line -> line.replaceFirst("^\\[ERROR]\\s*", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("["))
                .findFirst()
                .orElse("mvn said nothing.");
        return LockkeeperException.because("Could not get the binaries of PostgreSQL " + version
                        + ". Tried: our cache, the class path, the local Maven repository " + repository()
                        + ", and mvn with artifact " + this + ".")
                .answered(complaint.length() > 400 ? complaint.substring(0, 400) + " …" : complaint)
                .tryThis("putting Maven on the PATH and being online once, adding that artifact as a dependency,"
                        + " or --provider container, local or url.");
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }

    /** Where Maven keeps jars here: told by its own property, by Surefire, by settings.xml, else the usual place. */
    private static Path repository() {
        for (String property : List.of("maven.repo.local", "localRepository")) {
            String chosen = System.getProperty(property);
            if (chosen != null && !chosen.isBlank()) {
                return Path.of(chosen);
            }
        }
        Path maven = Path.of(System.getProperty("user.home", "."), ".m2");
        return configured(maven.resolve("settings.xml"), maven.resolve("repository"));
    }

    private static Path configured(Path settings, Path usual) {
        try {
            Matcher matcher = LOCAL_REPOSITORY.matcher(
                    Files.readString(settings, StandardCharsets.UTF_8).replaceAll("(?s)<!--.*?-->", ""));
            if (!matcher.find()) {
                return usual;
            }
            String chosen = matcher.group(1).strip().replace("${user.home}", System.getProperty("user.home", "."));
            return chosen.contains("${") ? usual : Path.of(chosen);
        } catch (IOException e) {
            return usual;
        }
    }
}
