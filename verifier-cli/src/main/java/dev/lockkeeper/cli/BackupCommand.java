package dev.lockkeeper.cli;

import dev.lockkeeper.Verifications;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.gate.backup.Backups;
import dev.lockkeeper.gate.backup.DirectoryStorage;
import dev.lockkeeper.gate.backup.Manifest;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Target;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes backups, proves them, and restores them. */
@Command(
        name = "backup",
        description = {
            "create   dumps a live database with pg_dump, and counts and digests its rows in the same moment",
            "list     names the backups, and says which were proved",
            "verify   restores one on a throwaway server of the same version and compares schema and rows",
            "restore  restores one into the database of --target, which has to be empty",
            "delete   deletes one",
            "",
            "A backup that was never restored is no backup. Answers 0 when it went well, 2 when it did not."
        })
final class BackupCommand implements Callable<Integer> {

    static final String FOLDER = "lockkeeper-backups";

    /** What to do; the command line's words. */
    enum Action {
        create,
        list,
        verify,
        restore,
        delete
    }

    private final Console console;

    @Parameters(index = "0", paramLabel = "ACTION", description = "create, list, verify, restore or delete")
    private Action action = Action.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "of the backup, as list says it")
    private @Nullable String name;

    @Option(names = "--backups", paramLabel = "FOLDER", description = "where backups lie (" + FOLDER + ")")
    private String folder = FOLDER;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "with create: delete the oldest beyond N, but never the newest one that was proved")
    private @Nullable Integer keep;

    @Option(
            names = "--into-existing",
            description = "with restore: what is in the database is dropped for what is in the backup")
    private boolean intoExisting;

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ListingOptions listing = new ListingOptions();

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Backups backups = new Backups(new DirectoryStorage(console.here().resolve(folder)), Clock.systemUTC());
        switch (action) {
            case create -> create(backups);
            case list -> listing.print(table(backups.list()), console);
            case verify -> said("proved", backups.verify(named(), this::throwaway));
            case restore -> restore(backups);
            case delete -> {
                backups.delete(named());
                console.out().println("deleted " + name);
            }
        }
        return ExitCode.SAFE.code();
    }

    private void create(Backups backups) {
        if (keep != null && keep < 1) {
            throw LockkeeperException.because("--keep " + keep + " would keep nothing.")
                    .tryThis("--keep 1 or more");
        }
        Configuration configuration = configuration();
        try (Target target = targetOptions.open(configuration, console)) {
            Manifest made = backups.create(target);
            said("made", made);
            if (keep != null) {
                backups.rotate(made.database(), made.system(), keep)
                        .forEach(gone -> console.out().println("deleted " + gone));
            }
        }
    }

    private void restore(Backups backups) {
        if (!targetOptions.isGiven()) {
            throw LockkeeperException.because("A restore writes a whole database, so which one has to be said here.")
                    .tryThis("--target URL; what lockkeeper.yml names is not taken for it");
        }
        try (Target target = targetOptions.open(Configuration.absent(console.here()), console)) {
            said("restored", backups.restore(named(), target, intoExisting));
        }
    }

    private ThrowawayServer throwaway(int major) {
        ServerRequest request = server.applyTo(
                Verifications.of(configuration(), LocalDate.now(ZoneOffset.UTC)).server(), console);
        return Servers.start(new ServerRequest(
                Integer.toString(major),
                "as the backup was made there",
                request.provider(),
                request.image(),
                request.scratchUrl(),
                line -> console.err().println("lockkeeper: " + line)));
    }

    /** Chains have no part in a backup; only what the file says of servers and the target counts. */
    private Configuration configuration() {
        java.nio.file.Path file = console.here().resolve(Configuration.FILE);
        if (!java.nio.file.Files.isRegularFile(file)) {
            return Configuration.absent(console.here()).withChains(List.of());
        }
        return StandingCommand.configuration(console, List.of(), null);
    }

    private void said(String what, Manifest one) {
        console.out()
                .println(what + " " + one.name() + ": " + one.rows() + " rows in "
                        + one.tables().size() + " tables, " + one.bytes() + " bytes, PostgreSQL " + one.server());
    }

    private static Table table(List<Manifest> backups) {
        Table table = new Table("name", "database", "made", "rows", "bytes", "proved");
        for (Manifest one : backups) {
            table.row(
                    one.name(),
                    one.database(),
                    one.created(),
                    Long.toString(one.rows()),
                    Long.toString(one.bytes()),
                    Objects.requireNonNullElse(one.proved(), "never"));
        }
        return table;
    }

    private String named() {
        if (name == null) {
            throw LockkeeperException.because("backup " + action + " wants the name of a backup.")
                    .tryThis("lockkeeper backup list");
        }
        return name;
    }
}
