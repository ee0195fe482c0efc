package dev.lockkeeper.cli;

import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetCheck;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.gate.SigningKey;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.TargetReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Target;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of each pending step what it would meet on a live database, which is only read. */
@Command(
        name = "check",
        description = {
            "Says of each pending step what it would meet on a live database: rows in its way, rights it lacks,",
            "how long it would hold a lock at the size tables have there, who is in the way now; and whether the",
            "history and the schema there are those of the chain. The live database is only read; steps are tried",
            "on a throwaway server of the same major version."
        })
final class CheckCommand implements Callable<Integer> {

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

    @Option(names = "--show-values", description = "show values of a few rows that are in the way, not only their keys")
    private boolean showValues;

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private AttestationOptions attestation = new AttestationOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Configuration configuration = StandingCommand.configuration(console, paths, chainFormat);
        reports.check(1);
        Optional<SigningKey> signer = attestation.signer(console);
        try (ReadChains chains = TargetRuns.chains(configuration);
                Target target = targetOptions.open(configuration, console)) {
            VerificationReport report = check(configuration, chains, target, signer);
            if (reports.printsText()) {
                print(report.target());
            }
            reports.write(report, configuration.reports(), console);
            return ExitCode.of(report.verdict()).code();
        }
    }

    private VerificationReport check(
            Configuration configuration, ReadChains chains, Target target, Optional<SigningKey> signer) {
        TargetCheck check = new TargetCheck(target, TargetRuns.of(configuration, target, showValues));
        Verification configured = Verifications.of(configuration, LocalDate.now(ZoneOffset.UTC));
        try (ProgressLine progress = reports.progress(console)) {
            Verification request = options.applyTo(
                    configured,
                    check.serverLike(server.applyTo(configured.server().telling(progress::note), console)));
            try (ThrowawayServer throwaway = Servers.start(request.server())) {
                VerificationReport report = check.check(chains, request, throwaway, progress);
                signer.ifPresent(
                        key -> attestation.write(key, report, target, check.histories(chains), throwaway, console));
                return report;
            }
        } catch (SQLException e) {
            throw LockkeeperException.because("Could not replay the chains on the throwaway server.")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
    }

    private void print(@Nullable TargetReport target) {
        if (target == null) {
            return;
        }
        console.out()
                .println(target.name() + ": " + target.address() + ", PostgreSQL "
                        + target.identity().get("version")
                        + ("true".equals(target.identity().get("standby")) ? ", a standby" : "")
                        + (target.identity().containsKey("systemIdentifier")
                                ? ", system " + target.identity().get("systemIdentifier")
                                : ""));
        Table table = new Table("looked at", "where", "state", "what was seen");
        target.lines().forEach(line -> table.row(line.area(), line.object(), line.state(), line.text()));
        console.out().print(table.as(Table.Form.table));
        console.out().println();
    }
}
