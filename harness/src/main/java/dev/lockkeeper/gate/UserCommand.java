package dev.lockkeeper.gate;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The user's own deploy command, run with our input and output as its own. */
final class UserCommand {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;

    private UserCommand(Process process) {
        this.process = process;
    }

    static UserCommand start(List<String> words, Path folder, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO().directory(folder.toFile());
        builder.environment().putAll(environment);
        // The command has no business with it.
        builder.environment().remove(SigningKey.VARIABLE);
        builder.environment().remove(SigningKey.FILE_VARIABLE);
        try {
            return new UserCommand(builder.start());
        } catch (IOException e) {
            throw LockkeeperException.because("Could not run the command " + words.get(0) + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .tryThis("its whole path, or check that it is installed")
                    .causedBy(e);
        }
    }

    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it and what it started to end, waits, and insists; its sessions end with it, and with them what was open. */
    void stop() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
