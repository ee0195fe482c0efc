package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Runs initdb the way our servers want it.
 *
 * <p>The locale is the same on every machine: order by code point (collation C), which no update of the operating
 * system changes, but letters of all scripts known as letters (C.UTF-8). With plain C, {@code lower('Ä')} would stay
 * {@code 'Ä'}, and a unique index on {@code lower(email)} would accept here what it refuses in production. From 17 on
 * PostgreSQL brings that locale itself; before, it is the operating system's, which may not have it.
 */
final class Initialisation {

    /**
     * A password, because other users of this machine can reach the port; md5, because scram, made slow on purpose,
     * takes 15 ms for each connection, and the secret is 128 random bits that live for one run.
     */
    private static final String ACCESS = "host all all 127.0.0.1/32 md5\n";

    private static final List<String> COMMON =
            List.of("--auth=md5", "--encoding=UTF8", "--text-search-config=english", "--wal-segsize=1", "--no-sync");

    private final PostgresBinaries binaries;
    private final String settings;

    Initialisation(PostgresBinaries binaries) {
        this.binaries = binaries;
        this.settings = ServerSettings.own(binaries.major());
    }

    /** Names everything the result depends on. */
    String key() {
        CRC32 crc = new CRC32();
        crc.update((binaries.bin() + settings + ACCESS + options(binaries.major())).getBytes(StandardCharsets.UTF_8));
        return binaries.version() + "-" + Long.toHexString(crc.getValue());
    }

    /** Leaves {@code data.tar} and {@code secret} in the folder. */
    void run(Path folder) throws IOException {
        String secret = Secret.random();
        Path work = Files.createDirectory(folder.resolve("work"));
        ServerUser.current().give(work);
        Path password = work.resolve("password");
        write(password, secret);
        ServerUser.current().give(password);
        Path data = work.resolve("data");
        initialise(data, password);
        Files.writeString(data.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
        DataTar.pack(data, folder.resolve("data.tar"));
        write(folder.resolve("secret"), secret);
        CacheFolder.delete(work);
    }

    /** The first of the options that this machine's initdb takes. */
    private void initialise(Path data, Path password) throws IOException {
        List<List<String>> locales = locales(binaries.major());
        for (List<String> locale : locales) {
            List<String> command = new ArrayList<>(List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + DataTemplate.SUPERUSER,
                    "--pwfile=" + password));
            command.addAll(COMMON);
            command.addAll(newer(binaries.major()));
            command.addAll(locale);
            try {
                Command.run(ServerUser.current()
                        .process(command)
                        .directory(password.resolve("..").normalize().toFile()));
                return;
            } catch (IOException e) {
                boolean last = locale.equals(locales.get(locales.size() - 1));
                if (last || !String.valueOf(e.getMessage()).contains("locale")) {
                    throw e;
                }
            }
        }
    }

    /** What initdb in a container is told, where the locale is known to exist. */
    static List<String> options(int major) {
        List<String> options = new ArrayList<>(COMMON);
        options.addAll(newer(major));
        options.addAll(locales(major).get(0));
        return options;
    }

    private static List<String> newer(int major) {
        return major >= 18 ? List.of("--no-data-checksums") : List.of();
    }

    private static List<List<String>> locales(int major) {
        if (major >= 17) {
            return List.of(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        return List.of(
                List.of("--locale=C", "--lc-ctype=C.UTF-8"),
                List.of("--locale=C", "--lc-ctype=en_US.UTF-8"),
                List.of("--locale=C"));
    }

    private static void write(Path file, String secret) throws IOException {
        Files.createFile(file);
        if (!Platform.windows()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(file, secret);
    }
}
