package dev.lockkeeper.cli;

import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.TargetSettings;
import dev.lockkeeper.config.Reference;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.target.Memory;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a live database; they win over the configuration. */
final class TargetOptions {

    private static final Pattern PASSWORD = Pattern.compile("://[^/@:]*:[^@]+@|[?&]password=");

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = {
                "the live database: postgresql://user@host:5432/database; without it, target.url",
                "of lockkeeper.yml. NAME of the environment is written as $${NAME}, also for the whole URL"
            })
    private @Nullable String url;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "file with the password, or with lines as in .pgpass; else PGPASSWORD or PGPASSFILE")
    private @Nullable String passwordFile;

    @Option(
            names = "--statement-timeout",
            paramLabel = "SECONDS",
            description = "how long one question to the live database may take (30)")
    private @Nullable Double statementTimeout;

    /** Connects, or says what is missing. */
    Target open(Configuration configuration, Console console) {
        return Target.open(request(configuration, console), console.environment());
    }

    TargetRequest request(Configuration configuration, Console console) {
        Optional<TargetSettings> settings = configuration.target();
        String name = settings.flatMap(TargetSettings::name).orElse("target");
        Optional<Path> file = passwordFile == null
                ? settings.flatMap(TargetSettings::passwordFile)
                : Optional.of(console.here().resolve(passwordFile));
        Memory memory = Memory.read(Memory.file(configuration.folder(), name));
        return TargetRequest.of(name, address(settings, console))
                .withPasswordFile(file)
                .remembering(settings.flatMap(TargetSettings::systemIdentifier).or(() -> remembered(memory)))
                .within(timeout(settings))
                .ignoring(settings.map(TargetSettings::ignore).orElse(List.of()));
    }

    /** Another database may be named for once, which need not be the one that was seen before. */
    private Optional<String> remembered(Memory memory) {
        return url == null ? memory.system() : Optional.empty();
    }

    /** Whether a live database is named on the command line. */
    boolean isAsked() {
        return url != null;
    }

    boolean isNamed(Configuration configuration) {
        return url != null || configuration.target().isPresent();
    }

    private String address(Optional<TargetSettings> settings, Console console) {
        if (url == null) {
            return settings.map(TargetSettings::url)
                    .orElseThrow(() -> LockkeeperException.because("No live database is named.")
                            .tryThis("--target URL, or target.url in lockkeeper.yml"))
                    .value(console.environment());
        }
        return address("--target", url, console);
    }

    /** The address with its variables filled in; one that shows its password gets a word of warning. */
    static String address(String option, String url, Console console) {
        if (PASSWORD.matcher(url).find() && !url.contains("${")) {
            console.err()
                    .println("lockkeeper: the password in " + option + " can be seen in the list of processes;"
                            + " PGPASSWORD and --password-file keep it out of there.");
        }
        return new Reference(option, url, new SourceSpan("command line", 1)).value(console.environment());
    }

    private Duration timeout(Optional<TargetSettings> settings) {
        double seconds = statementTimeout != null
                ? statementTimeout
                : settings.flatMap(TargetSettings::statementTimeout).orElse(TargetRequest.PATIENCE.toMillis() / 1000.0);
        if (!(seconds > 0)) {
            throw LockkeeperException.because("--statement-timeout " + seconds + " is too small.")
                    .tryThis("a number of seconds above 0");
        }
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }
}
