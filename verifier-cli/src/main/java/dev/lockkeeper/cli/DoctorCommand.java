package dev.lockkeeper.cli;

import dev.lockkeeper.Verifications;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.server.Availability;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetHealth;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what this machine offers: where servers can come from, and the tools that single formats need. */
@Command(
        name = "doctor",
        description = {
            "Says what this machine offers and what is missing.",
            "Answers 0 when a server to replay on can be had, else 2.",
            "With --target, says how a live database does, and answers 0 when it does well, else 1."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final long GIGABYTE = 1L << 30;

    private final Console console;

    @Mixin
    private ListingOptions listing = new ListingOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "with --target, write Prometheus text format to FILE")
    private @Nullable String metrics;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return targetOptions.isGiven() ? target() : machine();
    }

    /** How a live database does; answers 1 when something there wants looking at. */
    private int target() {
        long started = System.nanoTime();
        try (Target target = targetOptions.open(Configuration.absent(console.here()), console)) {
            TargetHealth health = TargetHealth.look(target);
            boolean well = new HealthTable(health).print(target, listing, console);
            if (metrics != null) {
                Metrics.write(console.here().resolve(metrics), target, List.of(), started);
            }
            return (well ? ExitCode.SAFE : ExitCode.UNSAFE).code();
        }
    }

    private int machine() {
        ServerRequest request = server.applyTo(ServerRequest.byDefault(Verifications.DEFAULT_VERSION), console);
        List<Availability> servers = Servers.probe(request);
        Table table = new Table("what", "state", "detail");
        java(table);
        for (Availability one : servers) {
            table.row("server " + one.provider().word(), one.available() ? "ok" : "no", one.why());
        }
        space(table, "temporary files", Path.of(System.getProperty("java.io.tmpdir")), "servers keep their data here");
        space(table, "memory disk", Path.of("/dev/shm"), "makes embedded servers several times faster");
        tool(table, "git", "for --only-new", "git");
        tool(table, "python", "for Alembic chains", "python3", "python");
        listing.print(table, console);
        boolean any = servers.stream().anyMatch(Availability::available);
        return (any ? ExitCode.SAFE : ExitCode.USAGE).code();
    }

    private static void java(Table table) {
        table.row(
                "java",
                "ok",
                Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static void space(Table table, String what, Path folder, String use) {
        if (!Files.isWritable(folder)) {
            table.row(what, "missing", folder + " is not there or not writable; " + use);
            return;
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String detail = String.format(Locale.ROOT, "%s, %.1f GB free; %s", folder, free / (double) GIGABYTE, use);
            table.row(what, free < GIGABYTE ? "low" : "ok", detail);
        } catch (IOException e) {
            table.row(what, "unknown", folder + ": " + e.getMessage());
        }
    }

    private void tool(Table table, String what, String use, String... names) {
        Optional<Path> found =
                Stream.of(names).flatMap(name -> onPath(name).stream()).findFirst();
        table.row(
                what,
                found.isPresent() ? "ok" : "missing",
                found.map(path -> path + ", ").orElse("") + use);
    }

    private Optional<Path> onPath(String name) {
        String folders = Objects.requireNonNullElse(console.environment().apply("PATH"), "");
        return Stream.of(folders.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> List.of(Path.of(folder, name), Path.of(folder, name + ".exe")).stream())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
