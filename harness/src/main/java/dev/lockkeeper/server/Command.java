package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is run to its end. */
final class Command {

    /** Whoever runs out of room tells it for every file. */
    private static final int TELLING_LINES = 3;

    private Command() {}

    /** What it printed; an exception with that text when it did not end well. */
    static String run(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(beginning(said.strip()));
            }
            return said;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static String beginning(String said) {
        List<String> lines = said.lines().toList();
        int more = lines.size() - TELLING_LINES;
        return more <= 1
                ? said
                : String.join("\n", lines.subList(0, TELLING_LINES)) + "\n… and " + more + " more lines";
    }
}
