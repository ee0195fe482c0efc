package dev.lockkeeper.cli;

import dev.lockkeeper.Version;

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
        System.exit(new CommandLineRun(console).run(args));
    }
}
