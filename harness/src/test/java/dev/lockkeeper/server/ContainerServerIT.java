package dev.lockkeeper.server;

import static dev.lockkeeper.server.Answers.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("the container engine")
class ContainerServerIT {

    private static final ServerRequest REQUEST = ServerRequest.of("17").from(Provider.CONTAINER);

    @BeforeEach
    void needsAnEngineWithTheImage() {
        Availability container = new ContainerSource().probe(REQUEST);
        String obstacle = !container.available() || !container.why().contains("is local")
                ? container.why()
                : new ContainerSource().obstacle(REQUEST);
        if (obstacle != null) {
            System.err.println("SKIPPED: container servers are not tested here: " + obstacle
                    + ". With a Docker engine running, .ci/container-image.sh makes the image without a registry.");
            Assumptions.abort(obstacle);
        }
    }

    @Test
    void a_container_serves_like_the_embedded_server_and_goes_without_trace() throws Exception {
        try (ThrowawayServer server = Servers.start(REQUEST)) {
            assertThat(server.info().provider()).isEqualTo("container");
            assertThat(server.info().version()).startsWith("17.");
            String stage = server.createDatabase("stage");
            ask(server, stage, "CREATE TABLE t AS SELECT 1 AS n");
            assertThat(ask(server, server.cloneDatabase(stage), "SELECT count(*) FROM t"))
                    .isEqualTo("1");
            assertThat(ask(
                            server,
                            stage,
                            "SELECT concat_ws(' ', lower('ÄΩЖ'), 'a' < 'B', current_setting('fsync'),"
                                    + " current_setting('wal_level'), current_setting('TimeZone'))"))
                    .isEqualTo("äωж f off logical UTC");
            assertThat(containers()).isNotEmpty();
        }
        assertThat(containers())
                .doesNotContain(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void auto_takes_a_container_when_an_engine_has_the_image() {
        try (ThrowawayServer server = Servers.start(ServerRequest.of("17"))) {
            assertThat(server.info().provider()).isEqualTo("container");
            assertThat(server.info().why()).contains("as an engine answers and has the image");
        }
    }

    @Test
    void the_container_of_a_killed_program_goes_with_the_next_start() throws Exception {
        Path place = Files.createTempDirectory("places");
        OtherProgram program = OtherProgram.start(place, "container", "sleep");
        program.process().destroyForcibly().waitFor();
        String pid = Long.toString(program.process().pid());
        assertThat(containers()).as("nobody is left to stop it").contains("lockkeeper-" + pid + "-");

        ServerFolder.sweep(place);

        assertThat(containers()).doesNotContain("lockkeeper-" + pid + "-");
        assertThat(place).isEmptyDirectory();
        Files.delete(place);
    }

    @Test
    void an_image_of_another_version_is_refused() {
        assertThatThrownBy(() -> Servers.start(
                        ServerRequest.of("16").from(Provider.CONTAINER).withImage("postgres:17")))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("The image postgres:17 holds PostgreSQL 17.")
                .hasMessageContaining("16 is wanted");
    }

    @Test
    void an_image_that_cannot_be_had_is_told_and_auto_serves_without() throws SQLException {
        // A registry at which nobody listens.
        String image = "127.0.0.1:" + OwnServer.freePort() + "/postgres:17";
        assertThatThrownBy(() -> Servers.start(REQUEST.withImage(image)))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining(image)
                .hasMessageContaining("is not local and was not pulled");
        try (ThrowawayServer server = Servers.start(ServerRequest.of("17").withImage(image))) {
            assertThat(server.info().provider()).isEqualTo("embedded");
            assertThat(server.info().why()).contains("image " + image + " is not local and was not pulled");
            assertThat(ask(server, "postgres", "SELECT 1")).isEqualTo("1");
        }
    }

    private static String containers() throws IOException {
        return Command.run(new ProcessBuilder(
                "docker", "ps", "-a", "--filter", "label=dev.lockkeeper.server", "--format", "{{.Names}}"));
    }
}
