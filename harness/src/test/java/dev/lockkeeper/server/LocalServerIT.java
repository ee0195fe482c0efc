package dev.lockkeeper.server;

import static dev.lockkeeper.server.Answers.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LocalServerIT {

    @Test
    void an_installed_postgresql_serves_with_a_data_directory_of_ours() throws SQLException {
        Availability local = Servers.probe(ServerRequest.of(null)).stream()
                .filter(availability -> availability.provider() == Provider.LOCAL)
                .findFirst()
                .orElseThrow();
        if (!local.available()) {
            System.err.println("SKIPPED: no local server: " + local.why());
            Assumptions.abort(local.why());
        }
        try (ThrowawayServer server = Servers.start(ServerRequest.of(null).from(Provider.LOCAL))) {
            assertThat(server.info().provider()).isEqualTo("local");
            assertThat(ask(server, server.createDatabase("x"), "SHOW data_directory"))
                    .contains("/lockkeeper-");
        }
    }

    @Test
    void a_version_that_is_not_installed_is_told_with_those_that_are() {
        assertThatThrownBy(() -> Servers.start(ServerRequest.of("17.99").from(Provider.LOCAL)))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("No PostgreSQL 17.99 is installed")
                .hasMessageContaining("looked on the PATH and in the usual folders, found");
    }
}
