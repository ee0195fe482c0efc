package dev.lockkeeper.cli;

import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetCheck;
import dev.lockkeeper.TargetCheck.DriftSeen;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.TargetFact.Difference;
import dev.lockkeeper.model.TargetFact.Drifted;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Target;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the schema of a live database against the one its chains make. */
@Command(
        name = "drift",
        description = {
            "Names what a live database has that its chains do not give it, and lacks that they do.",
            "The chains are replayed on a throwaway server of the same major version; the live one is only read.",
            "Answers 0 when there is none, 1 when there is, 3 when it cannot be known."
        })
final class DriftCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "a folder with lockkeeper.yml or the folder of a chain; without one, here")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--chain-format",
            paramLabel = "FORMAT",
            description = "format of the chain at PATH; without it, found by looking")
    private @Nullable String chainFormat;

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ListingOptions listing = new ListingOptions();

    DriftCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Configuration configuration = StandingCommand.configuration(console, paths, chainFormat);
        try (ReadChains chains = TargetRuns.chains(configuration);
                Target target = targetOptions.open(configuration, console)) {
            DriftSeen seen = look(configuration, chains, target);
            listing.print(target, table(seen), console);
            if (seen.facts().isEmpty()) {
                console.err().println("lockkeeper: No difference was found.");
            }
            seen.unknown().forEach(why -> console.err().println("lockkeeper: not certain: " + why + "."));
            boolean real = seen.facts().stream().anyMatch(drifted -> !drifted.outside());
            return (real ? ExitCode.UNSAFE : seen.unknown().isEmpty() ? ExitCode.SAFE : ExitCode.UNDECIDED).code();
        }
    }

    private DriftSeen look(Configuration configuration, ReadChains chains, Target target) {
        TargetCheck check = new TargetCheck(target, TargetRuns.of(configuration, target, false));
        Verification request = Verifications.of(configuration, LocalDate.now(ZoneOffset.UTC));
        try (ProgressLine progress =
                        console.errIsTerminal() ? ProgressLine.live(console) : ProgressLine.silent(console);
                ThrowawayServer throwaway = Servers.start(
                        check.serverLike(server.applyTo(request.server().telling(progress::note), console)))) {
            return check.drift(chains, request, throwaway, progress);
        } catch (SQLException e) {
            throw LockkeeperException.because("Could not build the schema of the chains on the throwaway server.")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
    }

    private static Table table(DriftSeen seen) {
        Table table = new Table("where", "what", "difference", "as if somebody had run");
        for (Drifted drifted : seen.facts()) {
            for (Difference one : drifted.differences()) {
                table.row(drifted.group(), one.object().toString(), one.what(), one.plausible());
            }
        }
        return table;
    }
}
