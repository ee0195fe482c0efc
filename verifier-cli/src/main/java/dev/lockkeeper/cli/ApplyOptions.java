package dev.lockkeeper.cli;

import dev.lockkeeper.gate.apply.LockPolicy;
import dev.lockkeeper.gate.backup.Backups;
import dev.lockkeeper.gate.backup.DirectoryStorage;
import dev.lockkeeper.gate.backup.Manifest;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.Target;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how our own runner goes about it. */
final class ApplyOptions {

    @Option(names = "--no-backup", description = "write without a backup first")
    private boolean noBackup;

    @Option(
            names = "--backups",
            paramLabel = "FOLDER",
            description = "where backups lie (" + BackupCommand.FOLDER + ")")
    private String backups = BackupCommand.FOLDER;

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            description = "how long a step may wait for a lock before it lets others go first and tries again"
                    + " (budgets.lock-seconds, else 2)")
    private @Nullable Double lockSeconds;

    @Option(names = "--attempts", paramLabel = "N", description = "how often a step tries to get its locks (8)")
    private @Nullable Integer attempts;

    Optional<Function<Target, String>> backup(Console console) {
        if (noBackup) {
            return Optional.empty();
        }
        Backups kept = new Backups(new DirectoryStorage(console.here().resolve(backups)), Clock.systemUTC());
        return Optional.of(target -> {
            Manifest made = kept.create(target);
            console.err()
                    .println("lockkeeper: backup " + made.name() + ", " + made.rows() + " rows in "
                            + made.tables().size() + " tables; not proved yet: lockkeeper backup verify "
                            + made.name());
            return made.name();
        });
    }

    LockPolicy locks(double budget) {
        double seconds = lockSeconds == null ? budget : lockSeconds;
        if (!(seconds > 0) || (attempts != null && attempts < 1)) {
            throw LockkeeperException.because("--lock-timeout and --attempts have to be above 0.");
        }
        LockPolicy usual = LockPolicy.of(seconds);
        return attempts == null ? usual : new LockPolicy(usual.timeout(), attempts, usual.firstPause());
    }
}
