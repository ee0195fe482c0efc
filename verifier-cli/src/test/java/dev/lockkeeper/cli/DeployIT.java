package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ClientProgram;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that write to a live database, as their user calls them. */
class DeployIT {

    private static final String VERSION = "15";

    @TempDir
    Path here;

    @Test
    void a_chain_is_checked_attested_applied_and_taken_back() throws Exception {
        try (ThrowawayServer server = Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED))) {
            String database = server.createDatabase("deploy");
            String url = url(server.address(database));
            lay("shop/0001_books.up.sql", "create table books (id int primary key, title text not null);");
            lay("shop/0001_books.down.sql", "drop table books;");
            assertThat(Spoken.in(here, "init", "--keys").exitCode()).isZero();
            String[] target = {"--target", url, "--provider", "embedded"};

            assertThat(said("apply", "shop", target).exitCode()).isEqualTo(2);
            Spoken checked =
                    said("check", "shop", target, "--attestation", "a.json", "--key", "lockkeeper-signing.key");
            assertThat(checked.exitCode()).as(checked.err() + checked.out()).isZero();
            Spoken dry = said("apply", "shop", target, "--dry-run");
            assertThat(dry.out()).contains("0001", "one transaction", "public.schema_migrations");
            assertThat(ask(server, database, "select to_regclass('books')")).isNull();

            Spoken applied = said(
                    "apply",
                    "shop",
                    target,
                    "--attestation",
                    "a.json",
                    "--trust",
                    "lockkeeper-signing.pub",
                    "--no-backup");
            assertThat(applied.exitCode()).as(applied.err() + applied.out()).isZero();
            assertThat(ask(server, database, "select version::text from schema_migrations"))
                    .isEqualTo("1");

            Spoken refused = said("rollback", "shop", target, "--no-backup");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).contains("was not seen to lose nothing", "--accept-loss");
            Spoken back = said("rollback", "shop", target, "--no-backup", "--accept-loss");
            assertThat(back.exitCode()).as(back.err() + back.out()).isZero();
            assertThat(ask(server, database, "select to_regclass('books')")).isNull();
        }
    }

    /** The script of the documentation, word for word. */
    @Test
    void the_whole_deploy_of_the_platform_is_one_script() throws Exception {
        Path alembic = InstalledAlembic.in(Files.createDirectories(here.resolve("bin")));
        requirePrograms();
        try (ThrowawayServer server = Servers.start(ServerRequest.of(VERSION).from(Provider.EMBEDDED))) {
            String database = server.createDatabase("sst");
            DatabaseAddress address = server.address(database);
            Path chain = Path.of("../migrations/sst-platform").toRealPath();
            Map<String, String> environment = new TreeMap<>();
            environment.put("SST_DATABASE_URL", url(address));
            environment.put("PGPASSWORD", address.password());
            environment.put(
                    "TARGET",
                    "postgresql://" + address.user() + "@" + address.host() + ":" + address.port() + "/" + database);
            environment.put("CHAIN", chain.toString());
            environment.put("ALEMBIC", alembic.toString());
            environment.put("PYTHONDONTWRITEBYTECODE", "1");
            environment.put("LOCKKEEPER", launcher().toString());
            environment.put("PATH", alembic.getParent() + File.pathSeparator + System.getenv("PATH"));
            run(environment, chain.resolve("migrate.sh").toString(), "upgrade", "sst_0007");
            fill(server, database);

            String said = run(
                    environment,
                    "sh",
                    Path.of("../harness/docs/deploy-sst-platform.sh")
                            .toRealPath()
                            .toString());

            assertThat(said)
                    .contains("proved ", "passed: the live database is as expected", "already-used: ", "restored ");
            assertThat(ask(server, database, "select version_num from alembic_version"))
                    .isEqualTo("sst_0007");
            assertThat(ask(server, database, "select count(*)::text from sst.incidents where medical_note is not null"))
                    .isNotEqualTo("0");
        }
    }

    private static void fill(ThrowawayServer server, String database) throws Exception {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                Stream<Path> files = Files.list(Path.of("../fixtures/sst-platform"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().compareTo("sst_0008") < 0)
                    .sorted()
                    .toList()) {
                statement.execute(Files.readString(file));
            }
        }
    }

    private Spoken said(String command, String path, String[] target, String... more) {
        List<String> words = new ArrayList<>(List.of(command, path));
        words.addAll(List.of(target));
        words.addAll(List.of(more));
        return Spoken.in(here, words.toArray(String[]::new));
    }

    private void lay(String file, String text) throws IOException {
        Path path = here.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String url(DatabaseAddress address) {
        return "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":" + address.port()
                + "/" + address.database();
    }

    private static String ask(ThrowawayServer server, String database, String sql) throws Exception {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The classes of this build as a command. */
    private Path launcher() throws IOException {
        return InstalledAlembic.program(
                Files.createDirectories(here.resolve("bin")),
                "lockkeeper",
                "exec '" + ProcessHandle.current().info().command().orElse("java") + "' -XX:TieredStopAtLevel=1 -cp '"
                        + classPath() + "' dev.lockkeeper.cli.Main \"$@\"");
    }

    private static String classPath() {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static void requirePrograms() {
        try {
            ClientProgram.find("pg_dump", Integer.parseInt(VERSION));
        } catch (LockkeeperException e) {
            abort(String.valueOf(e.getMessage()));
        }
    }

    private String run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(here.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said;
    }
}
