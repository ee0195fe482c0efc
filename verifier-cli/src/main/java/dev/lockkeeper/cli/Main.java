package dev.lockkeeper.cli;

import dev.lockkeeper.Version;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where the process begins and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofProcess();
        if (args.length == 1 && args[0].equals("--version")) {
            // Answered here, since loading picocli would take longer than all the rest.
            console.out().println("lockkeeper " + Version.current());
            return;
        }
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tellUnless(ended.get(), console), "lockkeeper-stopped"));
        int code = new CommandLineRun(console).run(args);
        ended.set(true);
        System.exit(code);
    }

    private static void tellUnless(boolean ended, Console console) {
        if (!ended) {
            console.err().println("lockkeeper: Stopped by a signal before the end.");
        }
    }
}
