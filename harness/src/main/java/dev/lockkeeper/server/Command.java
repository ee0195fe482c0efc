package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A program that is run to its end. */
final class Command {

    private Command() {}

    /** What it printed; an exception with that text when it did not end well. */
    static String run(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said.strip());
            }
            return said;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
