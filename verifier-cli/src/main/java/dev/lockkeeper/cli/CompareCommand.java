package dev.lockkeeper.cli;

import dev.lockkeeper.compare.Compare;
import dev.lockkeeper.compare.CompareProgress;
import dev.lockkeeper.compare.CompareRequest;
import dev.lockkeeper.compare.Comparison;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.TargetRequest;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the rows of one database against those of another. */
@Command(
        name = "compare",
        description = {
            "Says whether a database that was moved holds the same rows: counts, keys and values across types,",
            "columns that were left behind, sequences behind their columns. Both sides are only read.",
            "Answers 0 when they are the same, 1 when they are not, 2 when that could not be found out."
        })
final class CompareCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "a SQLite file (path or sqlite:path), or postgresql://user@host/database")
    private String source = "";

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            description = "postgresql://user@host:5432/database; $${NAME} stands for a variable of the environment")
    private String target = "";

    @Option(names = "--tables", paramLabel = "TABLE", split = ",", description = "only these tables of the source")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--map",
            paramLabel = "TABLE=TABLE",
            description = "a table of the source and what the target calls it: User=app.users (repeatable)")
    private Map<String, String> map = new TreeMap<>();

    @Option(
            names = "--ignore",
            paramLabel = "TABLE.COLUMN",
            split = ",",
            description = "a column that need not be the same (repeatable)")
    private Set<String> ignore = new java.util.TreeSet<>();

    @Option(names = "--values", description = "show what differs, and not only which rows and columns")
    private boolean values;

    @Option(names = "--strict", description = "tables and columns that only the target has are differences, too")
    private boolean strict;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "name so many differing rows of a table, and count the others (100)")
    private int shown = CompareRequest.SHOWN;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "what times without a zone are meant in where the target keeps one (UTC)")
    private String zone = "UTC";

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            description = "text (default) or json, on standard output or into FILE (repeatable)")
    private List<String> formats = new ArrayList<>();

    @Option(names = "--metrics", paramLabel = "FILE", description = "write Prometheus text format to FILE, too")
    private @Nullable String metrics;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "file with the password of the target, or with lines as in .pgpass for both sides")
    private @Nullable String passwordFile;

    // Reading a table in the order of its key may begin with sorting it.
    @Option(
            names = "--statement-timeout",
            paramLabel = "SECONDS",
            description = "how long one question to a server may take (600)")
    private double statementTimeout = 600;

    @Option(names = "--quiet", description = "no progress")
    private boolean quiet;

    @Option(names = "--progress", description = "progress on standard error also where nobody looks at a terminal")
    private boolean progress;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ComparisonOutput output = ComparisonOutput.of(formats, console);
        CompareRequest request = new CompareRequest(tables, map, ignore, values, strict, Math.max(0, shown), zone());
        Comparison comparison;
        try (ProgressLine line = line();
                Compare compare = open(request, telling(line))) {
            comparison = compare.run();
        }
        output.write(comparison);
        if (metrics != null) {
            CompareMetrics.write(console.here().resolve(metrics), comparison);
        }
        return (comparison.isSame() ? ExitCode.SAFE : ExitCode.UNSAFE).code();
    }

    private Compare open(CompareRequest request, CompareProgress telling) {
        if (!isPostgres(target)) {
            throw LockkeeperException.because("The target " + target + " is no address of a PostgreSQL database.")
                    .tryThis("lockkeeper compare SOURCE postgresql://user@host:5432/database");
        }
        TargetRequest to = server("to compare with", "TARGET", target);
        return isPostgres(source)
                ? Compare.postgres(
                        server("to compare from", "SOURCE", source), to, console.environment(), request, telling)
                : Compare.sqlite(file(), to, console.environment(), request, telling);
    }

    private static boolean isPostgres(String place) {
        return place.matches("(?s)(jdbc:)?postgres(ql)?://.*") || place.contains("${");
    }

    private Path file() {
        String path = source.replaceFirst("^(jdbc:)?sqlite:(//(?=/))?", "").replaceFirst("^file:(//(?=/))?", "");
        if (path.contains("://")) {
            throw LockkeeperException.because("The source " + source.replaceAll("//[^@/]*@", "//…@")
                            + " is of a kind that cannot be read.")
                    .tryThis("a SQLite file, or postgresql://user@host:5432/database");
        }
        return console.here().resolve(path);
    }

    private TargetRequest server(String name, String option, String url) {
        if (!(statementTimeout > 0)) {
            throw LockkeeperException.because("--statement-timeout " + statementTimeout + " is too small.")
                    .tryThis("a number of seconds above 0");
        }
        return TargetRequest.of(name, TargetOptions.address(option, url, console))
                .withPasswordFile(Optional.ofNullable(passwordFile).map(console.here()::resolve))
                .within(Duration.ofMillis(Math.max(1, Math.round(statementTimeout * 1000))));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw LockkeeperException.because("--time-zone: there is no zone " + zone + ".")
                    .tryThis("UTC, Europe/Madrid, +02:00");
        }
    }

    private ProgressLine line() {
        boolean inCi = console.environment().apply("CI") != null;
        if (quiet) {
            return ProgressLine.silent(console);
        }
        return console.errIsTerminal()
                ? ProgressLine.live(console)
                : progress || inCi ? ProgressLine.plain(console) : ProgressLine.silent(console);
    }

    private static CompareProgress telling(ProgressLine line) {
        return (table, done, of, perSecond) -> line.state(() -> String.format(
                Locale.ROOT,
                "%s: %,d of %,d rows, %,d rows/s, %d s left",
                table,
                done,
                of,
                perSecond,
                perSecond == 0 ? 0 : Math.max(0, of - done) / perSecond));
    }
}
