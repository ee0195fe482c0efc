package dev.lockkeeper.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Runs one command line in this process and keeps what it said. */
final class Spoken {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int exitCode;

    private Spoken(Path here, Map<String, String> environment, Set<String> terminals, String... args) {
        Console console = new Console(print(out), print(err), terminals, 100, environment::get, here);
        this.exitCode = new CommandLineRun(console).run(args);
    }

    static Spoken by(String... args) {
        return in(Path.of(""), args);
    }

    static Spoken in(Path here, String... args) {
        return new Spoken(here, System.getenv(), Set.of(), args);
    }

    static Spoken with(Map<String, String> environment, Path here, String... args) {
        return new Spoken(here, environment, Set.of(), args);
    }

    static Spoken onTerminal(Map<String, String> environment, String... args) {
        return new Spoken(Path.of(""), environment, Set.of("out", "err"), args);
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
