package dev.lockkeeper.gate.backup;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ClientProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs {@code pg_dump} and {@code pg_restore}; where to and as whom they learn from their environment alone. */
final class Postgres {

    private static final int SHOWN = 12;

    private final ClientProgram program;

    Postgres(String name, int major) {
        this.program = ClientProgram.find(name, major);
    }

    String version() {
        return program.version();
    }

    void run(String doing, Map<String, String> environment, List<String> options) {
        List<String> command = new ArrayList<>(List.of(program.path().toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        // Nobody could answer its question.
        builder.environment().putIfAbsent("PGPASSFILE", "/dev/null");
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            Thread stop = new Thread(process::destroy, "lockkeeper-backup-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
            if (code != 0) {
                throw LockkeeperException.because(doing)
                        .answered(program.path().getFileName() + " " + program.version() + " ended with " + code + ": "
                                + lastLines(hidden(said, environment)));
            }
        } catch (IOException e) {
            throw LockkeeperException.because(doing)
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LockkeeperException.because(doing).answered("interrupted");
        }
    }

    private static String hidden(String said, Map<String, String> environment) {
        String password = environment.get("PGPASSWORD");
        return password == null || password.isEmpty() ? said : said.replace(password, "…");
    }

    private static String lastLines(String said) {
        List<String> lines = said.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }

    /** How a throwaway database is reached. */
    static Map<String, String> environment(DatabaseAddress address) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PGHOST", address.host());
        environment.put("PGPORT", Integer.toString(address.port()));
        environment.put("PGDATABASE", address.database());
        environment.put("PGUSER", address.user());
        environment.put("PGPASSWORD", address.password());
        return environment;
    }
}
