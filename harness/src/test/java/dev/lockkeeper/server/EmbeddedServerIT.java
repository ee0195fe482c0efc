package dev.lockkeeper.server;

import static dev.lockkeeper.server.Answers.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerIT {

    @ParameterizedTest
    @ValueSource(strings = {"14", "15", "16", "17", "18"})
    void every_known_version_starts_with_its_own_databases_and_goes_without_trace(String version) throws SQLException {
        Path folder;
        try (ThrowawayServer server = start(version)) {
            assertThat(server.info().major()).hasToString(version);
            assertThat(server.info().why()).contains("embedded", "PostgreSQL " + version);
            folder = Path.of(ask(server, "postgres", "SHOW data_directory"));
            assertThat(folder).isDirectory();
            letters_of_all_scripts_are_known_and_order_is_by_code_point(server);
            a_clone_goes_its_own_way(server);
            a_publication_and_a_slot_can_be_had_as_in_production(server);
        }
        assertThat(folder.getParent()).doesNotExist();
    }

    private static void letters_of_all_scripts_are_known_and_order_is_by_code_point(ThrowawayServer server)
            throws SQLException {
        String database = server.createDatabase("Auth Service");
        assertThat(database).startsWith("lockkeeper_auth_service_");
        assertThat(ask(
                        server,
                        database,
                        "SELECT concat_ws(' ', lower('ÄΩЖ'), 'a' < 'B', current_setting('TimeZone'),"
                                + " current_setting('DateStyle'), pg_encoding_to_char(encoding))"
                                + " FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("äωж f UTC ISO, MDY UTF8");
    }

    private static void a_clone_goes_its_own_way(ThrowawayServer server) throws SQLException {
        String stage = server.createDatabase("stage");
        Connection forgotten = server.connect(stage);
        ask(forgotten, "CREATE TABLE t AS SELECT 1 AS n");
        String clone = server.cloneDatabase(stage);
        ask(server, clone, "INSERT INTO t VALUES (2)");
        assertThat(ask(server, clone, "SELECT sum(n) FROM t")).isEqualTo("3");
        assertThat(ask(server, stage, "SELECT sum(n) FROM t")).isEqualTo("1");

        Connection inside = server.connect(clone);
        server.dropDatabase(clone);
        server.dropDatabase(clone);
        assertThatThrownBy(() -> ask(inside, "SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> server.connect(clone)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> server.dropDatabase("postgres")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void a_publication_and_a_slot_can_be_had_as_in_production(ThrowawayServer server)
            throws SQLException {
        String database = server.createDatabase("events");
        ask(server, database, "CREATE PUBLICATION all_of_it FOR ALL TABLES");
        assertThat(ask(
                        server,
                        database,
                        "SELECT slot_name FROM pg_create_logical_replication_slot('outbox', 'pgoutput')"))
                .isEqualTo("outbox");
        server.dropDatabase(database);
    }

    @Test
    void ten_that_start_together_do_not_meet() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(10);
        List<ThrowawayServer> servers = new ArrayList<>();
        try {
            Callable<ThrowawayServer> one = () -> start("17");
            for (Future<ThrowawayServer> started :
                    pool.invokeAll(List.of(one, one, one, one, one, one, one, one, one, one))) {
                servers.add(started.get());
            }
            Set<Integer> ports = new HashSet<>();
            Set<String> folders = new HashSet<>();
            for (ThrowawayServer server : servers) {
                ports.add(server.address("postgres").port());
                folders.add(ask(server, "postgres", "SHOW data_directory"));
            }
            assertThat(ports).hasSize(10);
            assertThat(folders).hasSize(10);
            assertThatThrownBy(() -> Sessions.open(servers.get(0)
                            .address("postgres")
                            .withUser(
                                    "postgres",
                                    servers.get(1).address("postgres").password())))
                    .as("a server of the same cache is not taken for another")
                    .hasMessageContaining("password authentication failed");
        } finally {
            servers.forEach(ThrowawayServer::close);
            pool.shutdown();
        }
    }

    @Test
    void a_port_that_somebody_else_took_in_the_meantime_is_given_up_for_another() throws Exception {
        PostgresBinaries binaries = EmbeddedBinaries.of(ServerVersion.parse("17"), CacheFolder.open())
                .get(line -> {});
        DataTemplate template = DataTemplate.of(binaries, CacheFolder.open(), line -> {});
        int free = OwnServer.freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Deque<Integer> ports = new ArrayDeque<>(List.of(taken.getLocalPort(), free));
            Started started = new OwnServer(binaries, template, ports::removeFirst).start(ServerPlaces.all());
            assertThat(started.address().port()).isEqualTo(free);
            started.stop().run();
        }
    }

    @Test
    void sessions_of_ours_that_a_migration_ends_are_opened_again() throws SQLException {
        try (ThrowawayServer server = start("17")) {
            ask(
                    server,
                    "postgres",
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity" + " WHERE pid <> pg_backend_pid()");
            assertThat(server.createDatabase("after")).contains("after");
        }
    }

    private static ThrowawayServer start(String version) {
        return Servers.start(ServerRequest.of(version).from(Provider.EMBEDDED));
    }
}
