package dev.lockkeeper.gate.backup;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.gate.Sha256;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** Makes, proves, restores and deletes backups. */
public final class Backups {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final BackupStorage storage;
    private final Clock clock;

    public Backups(BackupStorage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    public List<Manifest> list() {
        return io("Could not list the backups in " + storage.shown() + ".", () -> {
            List<Manifest> all = new ArrayList<>();
            for (String name : storage.names()) {
                all.add(Manifest.read(storage.get(name)));
            }
            return all;
        });
    }

    /** Dumps a database; its rows are counted and digested in the very state that is dumped. */
    public Manifest create(Target target) {
        String doing = "Could not make a backup of " + target.name() + ".";
        Postgres dump = new Postgres("pg_dump", target.identity().major());
        return io(doing, () -> {
            Path folder = storage.workshop();
            try {
                Manifest manifest = target.ask(doing, session -> dumped(session, target, dump, folder));
                Files.write(folder.resolve(Manifest.FILE), manifest.json());
                storage.put(manifest.name(), folder);
                return manifest;
            } finally {
                DirectoryStorage.remove(folder);
            }
        });
    }

    private Manifest dumped(Connection session, Target target, Postgres dump, Path folder) throws SQLException {
        Path file = folder.resolve(Manifest.DUMP);
        try (Statement statement = session.createStatement()) {
            // The dump may take longer than anybody usually leaves a transaction idle.
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            statement.execute("SET LOCAL statement_timeout = 0");
        }
        dump.run(
                "Could not dump " + target.name() + ".",
                target.connector().environment(),
                List.of("--format=custom", "--no-password", "--snapshot=" + snapshot(session), "--file=" + file));
        Contents contents = Contents.of(session);
        String now = TIME.format(clock.instant());
        try {
            return new Manifest(
                    plain(target.identity().database()) + "-" + now + "-" + letters(),
                    target.identity().database(),
                    target.identity().systemIdentifier().orElse(""),
                    clock.instant().toString(),
                    target.identity().version(),
                    dump.version(),
                    Files.size(file),
                    Sha256.of(file),
                    contents.schema(),
                    contents.tables(),
                    contents.sequences(),
                    contents.roles(),
                    null);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the dump again that was just written.")
                    .answered(e.toString())
                    .causedBy(e);
        }
    }

    private static String snapshot(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
            row.next();
            return Objects.requireNonNull(row.getString(1));
        }
    }

    private static String plain(String database) {
        return database.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private static String letters() {
        return String.format("%04x", new SecureRandom().nextInt(1 << 16));
    }

    /**
     * Restores a backup on a throwaway server and holds it against what was backed up.
     *
     * @param servers starts a throwaway server of a major version
     * @throws LockkeeperException when it is damaged, or is not what was backed up
     */
    public Manifest verify(String name, IntFunction<ThrowawayServer> servers) {
        Path folder = folder(name);
        Manifest manifest = intact(name, folder);
        Postgres restore = new Postgres("pg_restore", majorOf(manifest.program()));
        try (ThrowawayServer server = servers.apply(manifest.major())) {
            String database = server.createDatabase("backup");
            try (Connection session = server.connect(database)) {
                makeRoles(session, manifest.roles());
                restore.run(
                        "Could not restore the backup " + name + " on a throwaway server.",
                        Postgres.environment(server.address(database)),
                        options(folder, database, false));
                refuseDifferences(name, manifest, Contents.of(session));
            } finally {
                server.dropDatabase(database);
            }
        } catch (SQLException e) {
            throw LockkeeperException.because("Could not look at the restored backup " + name + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
        Manifest proved = manifest.proved(clock.instant().toString());
        return io("Could not note that the backup " + name + " was proved.", () -> {
            storage.replace(name, Manifest.FILE, proved.json());
            return proved;
        });
    }

    /**
     * Restores a backup into a live database, in one transaction, and holds it against what was backed up.
     *
     * @param intoExisting whether what is there may be dropped for it
     */
    public Manifest restore(String name, Target target, boolean intoExisting) {
        Path folder = folder(name);
        Manifest manifest = intact(name, folder);
        Postgres restore = new Postgres("pg_restore", majorOf(manifest.program()));
        if (!intoExisting) {
            refuseUnlessEmpty(target);
        }
        String database = target.identity().database();
        restore.run(
                "Could not restore the backup " + name + " into " + target.shown() + "; the database is as it was.",
                target.connector().environment(),
                options(folder, database, intoExisting));
        Contents found = target.ask("Could not look at the restored database.", Contents::of);
        refuseDifferences(name, manifest, found);
        return manifest;
    }

    private static List<String> options(Path folder, String database, boolean clean) {
        List<String> options = new ArrayList<>(List.of(
                "--exit-on-error", "--single-transaction", "--no-password", "--dbname=" + connection(database)));
        if (clean) {
            options.addAll(List.of("--clean", "--if-exists"));
        }
        options.add(folder.resolve(Manifest.DUMP).toString());
        return options;
    }

    /** A name with a blank or an equals sign would be taken for a whole connection string. */
    private static String connection(String database) {
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static void refuseUnlessEmpty(Target target) {
        long objects = target.ask("Could not see whether the database is empty.", session -> {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT (SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                                    + " ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')"
                                    + " + (SELECT count(*) FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n"
                                    + " ON n.oid = p.pronamespace WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')"
                                    + " + (SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_'"
                                    + " AND nspname NOT IN ('public', 'information_schema'))")) {
                row.next();
                return row.getLong(1);
            }
        });
        if (objects > 0) {
            throw LockkeeperException.because("The database " + target.shown() + " is not empty: it holds " + objects
                            + " tables, functions, schemas and the like.")
                    .tryThis("a new database, or --into-existing to have what is there dropped for the backup's");
        }
    }

    private static void refuseDifferences(String name, Manifest manifest, Contents found) {
        List<String> differences = Contents.differences(manifest, found);
        if (!differences.isEmpty()) {
            throw LockkeeperException.because("The backup " + name + " is not what was backed up.")
                    .answered("After it was restored " + String.join("; ", differences) + ".")
                    .tryThis("another backup: lockkeeper backup list");
        }
    }

    public void delete(String name) {
        folder(name);
        io("Could not delete the backup " + name + ".", () -> {
            storage.delete(name);
            return name;
        });
    }

    /**
     * Deletes the oldest backups of a database beyond a number; the newest one that was ever proved stays in any case.
     *
     * @return names of those deleted
     */
    public List<String> rotate(String database, String system, int keep) {
        List<Manifest> ofIt = list().stream()
                .filter(one -> one.database().equals(database) && one.system().equals(system))
                .toList();
        Optional<Manifest> proved =
                ofIt.stream().filter(one -> one.proved() != null).reduce((one, later) -> later);
        List<String> gone = ofIt.subList(0, Math.max(0, ofIt.size() - keep)).stream()
                .filter(one -> !proved.equals(Optional.of(one)))
                .map(Manifest::name)
                .toList();
        gone.forEach(this::delete);
        return gone;
    }

    /** The manifest, when the dump is byte for byte what it was. */
    private Manifest intact(String name, Path folder) {
        return io("Could not read the backup " + name + ".", () -> {
            Manifest manifest = Manifest.read(folder);
            Path dump = folder.resolve(Manifest.DUMP);
            long size = Files.size(dump);
            if (size != manifest.bytes()) {
                throw LockkeeperException.because(
                                "The backup " + name + " is " + (size < manifest.bytes() ? "cut off" : "too long")
                                        + ": " + size + " bytes instead of " + manifest.bytes() + ".")
                        .tryThis("another backup: lockkeeper backup list");
            }
            String digest = Sha256.of(dump);
            if (!digest.equals(manifest.sha256())) {
                throw LockkeeperException.because(
                                "The backup " + name + " is damaged: its bytes are not those that were" + " written ("
                                        + digest + " instead of " + manifest.sha256() + ").")
                        .tryThis("another backup: lockkeeper backup list");
            }
            return manifest;
        });
    }

    private Path folder(String name) {
        try {
            return storage.get(name);
        } catch (NoSuchFileException e) {
            throw LockkeeperException.because("There is no backup " + name + " in " + storage.shown() + ".")
                    .tryThis("lockkeeper backup list");
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the backup " + name + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
    }

    private static int majorOf(String version) {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    private static void makeRoles(Connection session, List<String> roles) throws SQLException {
        for (String role : roles) {
            try (Statement statement = session.createStatement()) {
                statement.execute("CREATE ROLE " + SqlText.identifier(role));
            } catch (SQLException e) {
                if (!"42710".equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    /** Something that reads or writes files. */
    private interface Doing<T> {
        T run() throws IOException;
    }

    private static <T> T io(String what, Doing<T> doing) {
        try {
            return doing.run();
        } catch (IOException e) {
            throw LockkeeperException.because(what).answered(e.toString()).causedBy(e);
        }
    }
}
