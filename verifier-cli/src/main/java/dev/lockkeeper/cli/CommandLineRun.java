package dev.lockkeeper.cli;

import dev.lockkeeper.Version;
import dev.lockkeeper.model.LockkeeperException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One call of the command line: finds the command, runs it, and turns trouble into a message and an exit code. */
final class CommandLineRun {

    @Command(
            name = "lockkeeper",
            description = "Proves a PostgreSQL migration before it runs.",
            synopsisSubcommandLabel = "COMMAND",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Exit codes: 0 safe, 1 unsafe, 2 wrong usage or unreadable input, 3 undecided, 4 a bug of ours.",
                "Settings are read from lockkeeper.yml; lockkeeper init writes one."
            })
    private static final class Top {}

    private static final String DEBUG = "--debug";

    private final Console console;

    CommandLineRun(Console console) {
        this.console = console;
    }

    int run(String... args) {
        try {
            return commandLine(args).execute(args);
        } catch (RuntimeException | Error e) {
            return bug(e, args);
        } finally {
            console.out().flush();
        }
    }

    private CommandLine commandLine(String... args) {
        CommandSpec top = CommandSpec.forAnnotatedObject(new Top());
        top.version("lockkeeper " + Version.current());
        CommandLine line = new CommandLine(top);
        Commands.wanted(args).forEach(entry -> line.addSubcommand(entry.name(), spec(entry)));
        line.addSubcommand(new HelpCommand());
        return line.setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((trouble, ignored) -> wrongUsage(trouble))
                .setExecutionExceptionHandler((trouble, at, parsed) -> failed(trouble, args));
    }

    private CommandSpec spec(Commands.Entry entry) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(entry.maker().apply(console));
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build());
        spec.addOption(OptionSpec.builder(DEBUG)
                .description("with trouble, show where in the program it came from")
                .build());
        return spec;
    }

    private int wrongUsage(ParameterException trouble) {
        CommandLine at = trouble.getCommandLine();
        console.err().println("lockkeeper: " + trouble.getMessage());
        if (trouble instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                console.err().println("Did you mean " + String.join(" or ", near) + "?");
            }
        }
        console.err().println("Try: " + at.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private int failed(Exception trouble, String... args) {
        if (!(trouble instanceof LockkeeperException)) {
            return bug(trouble, args);
        }
        console.err().println("lockkeeper: " + trouble.getMessage());
        if (List.of(args).contains(DEBUG)) {
            trouble.printStackTrace(console.err());
        }
        return ExitCode.USAGE.code();
    }

    private int bug(Throwable trouble, String... args) {
        console.err()
                .println("lockkeeper: this is a bug of ours, and no verdict. Please report it with all that follows.");
        console.err()
                .println("lockkeeper " + Version.current() + ", Java " + Runtime.version() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        console.err()
                .println("called as: lockkeeper "
                        + Stream.of(args).map(CommandLineRun::hidingSecrets).collect(Collectors.joining(" ")));
        trouble.printStackTrace(console.err());
        return ExitCode.BUG.code();
    }

    /** A URL on the command line may hold a password. */
    private static String hidingSecrets(String arg) {
        return arg.contains("://")
                ? arg.replaceAll("://[^@/]*@", "://…@").replaceAll("(?i)password=[^&]*", "password=…")
                : arg;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
