package dev.lockkeeper.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks: results to {@code out}, all else to {@code err}.
 *
 * @param terminals which of {@code out} and {@code err} somebody looks at
 * @param width characters on one line of the terminal
 * @param environment a variable's value by its name, or null
 * @param here the folder that relative paths start from
 */
record Console(
        PrintStream out,
        PrintStream err,
        Set<String> terminals,
        int width,
        UnaryOperator<@Nullable String> environment,
        Path here) {

    private static final int WIDTH = 100;

    Console {
        terminals = Set.copyOf(terminals);
    }

    /** The console of this process. */
    static Console ofProcess() {
        // The launcher says what is a terminal: Java 17 can only tell for input and output together, 22 guesses.
        String terminals = System.getProperty("lockkeeper.terminals", "");
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Set.of(terminals.split(",")),
                Integer.getInteger("lockkeeper.columns", WIDTH),
                System::getenv,
                Path.of(""));
    }

    boolean outIsTerminal() {
        return terminals.contains("out");
    }

    boolean errIsTerminal() {
        return terminals.contains("err");
    }

    /** Whether results may be coloured: on a terminal that can, unless somebody said no. */
    boolean colour() {
        return outIsTerminal()
                && Objects.requireNonNullElse(environment.apply("NO_COLOR"), "").isEmpty()
                && !"dumb".equals(environment.apply("TERM"));
    }

    /** UTF-8 wherever it is not a Windows console: a build server's POSIX locale would turn every dash into "?". */
    private static PrintStream stream(FileDescriptor descriptor) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Charset charset = windows ? Charset.defaultCharset() : StandardCharsets.UTF_8;
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }
}
