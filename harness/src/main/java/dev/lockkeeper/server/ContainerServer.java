package dev.lockkeeper.server;

import com.github.dockerjava.api.command.PullImageResultCallback;
import dev.lockkeeper.model.DatabaseAddress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** One PostgreSQL in a container, set up like the embedded ones; the only class that knows the container library. */
final class ContainerServer {

    private static final String FOLDER = "/lockkeeper";
    private static final int PORT = 5432;
    private static final long PATIENCE_SECONDS = 60;

    private ContainerServer() {}

    /** Empty when the image is here now, else what went wrong. */
    static String pull(String image) {
        DockerImageName name = DockerImageName.parse(image);
        try {
            DockerClientFactory.lazyClient()
                    .pullImageCmd(name.getUnversionedPart())
                    .withTag(name.getVersionPart())
                    .exec(new PullImageResultCallback())
                    .awaitCompletion();
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (RuntimeException e) {
            return oneLine(e);
        }
    }

    static Started run(String image, String name, int major) throws IOException {
        String password = Secret.random();
        // The container is closed by whoever stops the server.
        @SuppressWarnings("resource")
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withUsername(DataTemplate.SUPERUSER)
                .withPassword(password)
                .withDatabaseName("postgres")
                .withTmpFs(Map.of(FOLDER, "rw"))
                .withEnv("PGDATA", FOLDER + "/data")
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "md5")
                .withEnv("POSTGRES_INITDB_ARGS", String.join(" ", Initialisation.options(major)))
                .withEnv("TZ", "UTC")
                .withLabel("dev.lockkeeper.server", name)
                .withCreateContainerCmdModifier(command -> command.withName(name))
                .withCommand(command(major))
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {
                        // Asking the server itself, below, is quicker than reading its log.
                    }
                });
        try {
            container.start();
            DatabaseAddress address = new DatabaseAddress(
                    host(container.getHost()),
                    container.getMappedPort(PORT),
                    "postgres",
                    DataTemplate.SUPERUSER,
                    password);
            awaitAnswer(address, container);
            return new Started(address, container::stop);
        } catch (IOException e) {
            container.stop();
            throw e;
        } catch (RuntimeException e) {
            container.stop();
            throw new IOException(oneLine(e), e);
        }
    }

    /** While the image prepares its data directory it listens to nobody from outside. */
    private static void awaitAnswer(DatabaseAddress address, PostgreSQLContainer container) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String last = "nothing";
        while (System.nanoTime() < end) {
            try {
                Sessions.open(address).close();
                return;
            } catch (SQLException e) {
                last = String.valueOf(e.getMessage());
            }
            if (!container.isRunning()) {
                throw new IOException("the container ended by itself; its last words:\n" + lastWords(container));
            }
            pause();
        }
        throw new IOException("it did not accept a connection within " + PATIENCE_SECONDS + " s: " + last);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static String[] command(int major) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        ServerSettings.shared(major).lines().filter(line -> line.contains("=")).forEach(line -> {
            command.add("-c");
            command.add(line.replace(" = ", "=").replace("'", ""));
        });
        return command.toArray(String[]::new);
    }

    private static String host(String host) {
        return host.equals("localhost") ? "127.0.0.1" : host;
    }

    private static String lastWords(PostgreSQLContainer container) {
        List<String> lines = container.getLogs().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static String oneLine(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ").strip();
    }
}
