package dev.lockkeeper.gate.backup;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ClientProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs {@code pg_dump} and {@code pg_restore}; where to and as whom they learn from their environment alone. */
final class Postgres {

    private static final int SHOWN = 12;

    private static final long TIDYING_MILLIS = 2_000;

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
        environment(builder, environment);
        try {
            Process process = builder.start();
            Thread waiting = Thread.currentThread();
            Thread stop = new Thread(() -> stop(process, waiting), "lockkeeper-backup-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            forget(stop, doing);
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

    /** Gives the one who waits for the program the time to take away what it left unfinished. */
    private static void stop(Process process, Thread waiting) {
        process.destroy();
        try {
            waiting.join(TIDYING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread stop, String doing) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException goingDown) {
            throw LockkeeperException.because(doing)
                    .answered("stopped by a signal")
                    .causedBy(goingDown);
        }
    }

    /**
     * Lets {@code psql} run some statements and then what this program prints, in one transaction that is committed only
     * when both have come to a good end.
     */
    void through(
            Postgres psql, String doing, Map<String, String> environment, List<String> first, List<String> options) {
        List<String> command = new ArrayList<>(List.of(program.path().toString()));
        command.addAll(options);
        ProcessBuilder prints = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        ProcessBuilder runs = new ProcessBuilder(
                        psql.program.path().toString(),
                        "-X",
                        "-q",
                        "--no-password",
                        "--set=ON_ERROR_STOP=1",
                        "--output=/dev/null")
                .redirectErrorStream(true);
        environment(prints, environment);
        environment(runs, environment);
        try {
            Process printing = prints.start();
            Process running = runs.start();
            printing.getOutputStream().close();
            StringBuilder said = new StringBuilder();
            Thread listening = listening(running, said);
            boolean fed = feed(printing, running, first);
            listening.join();
            int code = running.waitFor();
            if (!fed || code != 0) {
                throw LockkeeperException.because(doing)
                        .answered("psql " + psql.version() + " ended with " + code + ": "
                                + lastLines(hidden(said.toString(), environment)));
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

    private static Thread listening(Process running, StringBuilder said) {
        Thread thread = new Thread(
                () -> {
                    try {
                        said.append(new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        said.append(e.getMessage());
                    }
                },
                "lockkeeper-psql");
        thread.start();
        return thread;
    }

    /** Without the last word the transaction ends with the session, and nothing of it stays. */
    private static boolean feed(Process printing, Process running, List<String> first) throws InterruptedException {
        try (OutputStream in = running.getOutputStream();
                InputStream script = printing.getInputStream()) {
            in.write(("BEGIN;\n" + String.join(";\n", first) + ";\n").getBytes(StandardCharsets.UTF_8));
            script.transferTo(in);
            if (printing.waitFor() != 0) {
                running.destroy();
                return false;
            }
            in.write("COMMIT;\n".getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            // It has ended already, and said why.
            printing.destroy();
            return false;
        }
    }

    private static void environment(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        // Nobody could answer its question.
        builder.environment().putIfAbsent("PGPASSFILE", "/dev/null");
        builder.environment().put("LC_ALL", "C");
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
