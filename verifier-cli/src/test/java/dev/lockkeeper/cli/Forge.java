package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A code host in a folder: runs the scripts of our action as a job would, and keeps the comments of one pull request. */
final class Forge {

    private static final Path SCRIPTS =
            Path.of("..", ".github", "action").toAbsolutePath().normalize();

    /** Answers the three calls that the action makes; a comment is a file. */
    private static final String GH =
            """
            #!/usr/bin/env bash
            set -eu
            [ "$1" = api ]
            case "$*" in
              *"--method PATCH repos/shop/db/issues/comments/"*) to=${4##*/} ;;
              *"--method POST repos/shop/db/issues/7/comments"*) to=99 ;;
              *"--paginate repos/shop/db/issues/7/comments"*)
                for file in "$COMMENTS"/*; do
                  if [ "$(head -c 19 "$file")" = '<!-- lockkeeper -->' ]; then basename "$file"; fi
                done
                exit 0 ;;
              *) exit 1 ;;
            esac
            case "$6" in body=@*) cp "${6#body=@}" "$COMMENTS/$to" ;; *) exit 1 ;; esac
            """;

    private final Path folder;
    private final Path comments;

    Forge(Path folder) throws IOException {
        this.folder = folder;
        this.comments = Files.createDirectories(folder.resolve("comments"));
        program("gh", GH);
        program(
                "lockkeeper",
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                classPath(),
                                Main.class.getName()));
    }

    /** What a job did: what it printed, told later steps and wrote into its summary, and how it ended. */
    record Job(String log, Map<String, String> outputs, String summary, int ended, Duration took) {}

    void comment(String id, String text) throws IOException {
        Files.writeString(comments.resolve(id), text);
    }

    Map<String, String> comments() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(comments)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }

    String ours() throws IOException {
        return comments().getOrDefault("99", "");
    }

    /** The steps of the action, one after the other, in a clone of the repository. */
    Job run(Path clone) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("output"));
        Files.deleteIfExists(folder.resolve("summary"));
        Files.createFile(folder.resolve("output"));
        long started = System.nanoTime();
        StringBuilder log = new StringBuilder();
        run("verify.sh", clone, Map.of(), log);
        Map<String, String> outputs = Files.readAllLines(folder.resolve("output")).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
        int commented = run("comment.sh", clone, Map.of("LK_COMMENT", outputs.getOrDefault("comment", "")), log);
        assertThat(commented).as(log.toString()).isZero();
        int ended = run("verdict.sh", clone, Map.of("LK_EXIT_CODE", outputs.getOrDefault("exit-code", "")), log);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        return new Job(log.toString(), outputs, Files.readString(folder.resolve("summary")), ended, took);
    }

    private int run(String script, Path clone, Map<String, String> more, StringBuilder log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        new ArrayList<>(List.of("bash", SCRIPTS.resolve(script).toString())))
                .directory(clone.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder + ":" + environment.get("PATH"));
        environment.put("COMMENTS", comments.toString());
        environment.put("LOCKKEEPER", folder.resolve("lockkeeper").toString());
        environment.put("LK_REPORTS", folder.resolve("reports").toString());
        environment.put("LK_PROVIDER", "embedded");
        environment.put("LK_PULL_REQUEST", "7");
        environment.put("GITHUB_BASE_REF", "main");
        environment.put("GITHUB_SERVER_URL", "https://forge.example.org");
        environment.put("GITHUB_REPOSITORY", "shop/db");
        environment.put("GITHUB_SHA", "c0ffee");
        environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
        environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
        environment.putAll(more);
        Process process = builder.start();
        process.getOutputStream().close();
        log.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    private static String classPath() {
        return Forge.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private void program(String name, String text) throws IOException {
        assertThat(Files.writeString(folder.resolve(name), text).toFile().setExecutable(true))
                .isTrue();
    }
}
