package dev.lockkeeper.server;

import static dev.lockkeeper.server.Answers.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScratchServerIT {

    private static final String DATABASES =
            "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate";

    private static ThrowawayServer host;

    @BeforeAll
    static void startHost() {
        host = Servers.start(ServerRequest.of("16").from(Provider.EMBEDDED));
    }

    @AfterAll
    static void stopHost() {
        host.close();
    }

    @Test
    void a_version_that_nobody_asked_for_does_not_keep_a_scratch_server_out() {
        try (ThrowawayServer scratch =
                Servers.start(ServerRequest.byDefault("17").at(url("postgres", password())))) {
            assertThat(scratch.info().version()).startsWith("16.");
        }
    }

    @Test
    void only_databases_of_our_own_come_and_all_of_them_go() throws SQLException {
        ask(host, "postgres", "CREATE DATABASE precious");
        try (ThrowawayServer scratch = Servers.start(ServerRequest.of(null).at(url("postgres", password())))) {
            assertThat(scratch.info().version()).startsWith("16.");
            assertThat(scratch.info().provider()).isEqualTo("url");
            assertThat(scratch.info().why()).contains("the version it has").doesNotContain(password());
            String stage = scratch.createDatabase("stage");
            String clone = scratch.cloneDatabase(stage);
            assertThat(stage).startsWith("lockkeeper_");
            assertThat(ask(scratch, clone, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(() -> scratch.dropDatabase("precious")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ask(host, "postgres", DATABASES)).isEqualTo("postgres precious");
    }

    @Test
    void what_a_killed_run_left_goes_and_what_a_living_one_uses_stays() throws SQLException {
        ServerRequest request = ServerRequest.of("16").at(url("postgres", password()));
        try (ThrowawayServer living = Servers.start(request)) {
            String used = living.createDatabase("used");
            ask(host, "postgres", "CREATE DATABASE lockkeeper_0badc0de_stage_1");
            try (ThrowawayServer next = Servers.start(request)) {
                assertThat(ask(next, "postgres", DATABASES)).contains(used).doesNotContain("lockkeeper_0badc0de");
            }
            assertThat(ask(living, used, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_role_that_may_not_create_databases_is_told_so() throws SQLException {
        ask(host, "postgres", "CREATE ROLE poor LOGIN PASSWORD 'pw'");
        assertThatThrownBy(() -> Servers.start(ServerRequest.of("16").at(url("poor", "pw"))))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("The role poor may not create databases")
                .hasMessageContaining("ALTER ROLE poor CREATEDB");
    }

    @Test
    void a_role_that_may_create_databases_is_enough() throws SQLException {
        ask(host, "postgres", "CREATE ROLE maker LOGIN CREATEDB PASSWORD 'p@w'");
        try (ThrowawayServer scratch = Servers.start(ServerRequest.of("16").at(url("maker", "p%40w")))) {
            String stage = scratch.createDatabase("stage");
            scratch.dropDatabase(scratch.cloneDatabase(stage));
        }
        assertThat(ask(host, "postgres", DATABASES)).doesNotContain("stage");
    }

    @Test
    void another_version_than_asked_for_is_refused() {
        assertThatThrownBy(() -> Servers.start(ServerRequest.of("17")
                        .because("asked for by --postgres")
                        .at(url("postgres", password()))))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("is PostgreSQL 16.")
                .hasMessageContaining("17 is wanted (asked for by --postgres)");
    }

    @Test
    void a_server_that_is_not_there_is_told_with_its_address_and_without_the_password() {
        assertThatThrownBy(() -> Servers.start(
                        ServerRequest.of("16").at("postgresql://me:geheim@127.0.0.1:" + OwnServer.freePort() + "/x")))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("me@127.0.0.1")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("geheim");
    }

    private static String password() {
        return host.address("postgres").password();
    }

    private static String url(String user, String password) {
        DatabaseAddress address = host.address("postgres");
        return "postgresql://" + user + ":" + password + "@" + address.host() + ":" + address.port() + "/postgres";
    }
}
