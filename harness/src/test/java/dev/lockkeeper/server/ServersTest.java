package dev.lockkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {

    @ParameterizedTest
    @ValueSource(strings = {"99", "13", "9.6", "seventeen", "17.6.0", ""})
    void a_version_that_does_not_exist_is_refused_with_those_that_do(String version) {
        assertThatThrownBy(() -> Servers.start(ServerRequest.of(version)))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageStartingWith("PostgreSQL " + version + ": known are 14 to 18.");
    }

    @ParameterizedTest
    @CsvSource({
        "17, 17.6, true",
        "17, 18.1, false",
        "17.6, 17.6, true",
        "17.6, 17.60, false",
        "17, '17.6 (Debian)', true"
    })
    void a_server_is_what_was_asked_for_or_not(String asked, String server, boolean same) {
        assertThat(ServerVersion.parse(asked).matches(server)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://me:s3%40@db:6543/app, me@db:6543/app, s3@",
        "postgres://me:a+b@db/app, me@db:5432/app, a+b",
        "jdbc:postgresql://db:5433/app?user=me&password=x%26y, me@db:5433/app, x&y",
        "postgresql://me:x@[::1]:5432/app?sslmode=disable, me@[::1]:5432/app, x",
    })
    void the_address_of_a_scratch_server_is_read_in_each_of_its_spellings(String url, String text, String password) {
        DatabaseAddress address = ScratchUrl.parse(url);
        assertThat(address).hasToString(text);
        assertThat(address.password()).isEqualTo(password);
    }

    @Test
    void parameters_that_would_be_lost_are_refused_and_no_error_shows_the_password() {
        assertThatThrownBy(() -> ScratchUrl.parse("postgresql://me:geheim@db/app?sslmode=verify-full"))
                .hasMessageContaining("sslmode")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> ScratchUrl.parse("mysql://me:geheim@db/app"))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("postgresql://user:password@host:5432/database")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void names_of_databases_are_ours_readable_unique_and_short_enough() {
        DatabaseNames names = DatabaseNames.ours();
        String first = names.next("Auth-Service");
        assertThat(first).isEqualTo("lockkeeper_auth_service_1");
        assertThat(names.next(first)).isEqualTo("lockkeeper_auth_service_2");
        assertThat(names.next("x".repeat(100))).hasSize(63).endsWith("_3");
        assertThat(names.isOurs("postgres")).isFalse();
        assertThat(DatabaseNames.amongOthers().isOurs(first)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-amd64",
                "linux-arm64v8",
                "linux-amd64-alpine",
                "darwin-amd64",
                "darwin-arm64v8",
                "windows-amd64"
            })
    void every_platform_has_one_pinned_version_of_each_major(String platform) {
        assertThat(EmbeddedBinaries.pinned(platform))
                .extracting(version -> version.replaceAll("\\..*", ""))
                .containsExactly("14", "15", "16", "17", "18");
    }

    @Test
    void a_provider_that_does_not_exist_is_refused_with_those_that_do() {
        assertThat(Provider.named("Embedded ")).isEqualTo(Provider.EMBEDDED);
        assertThatThrownBy(() -> Provider.named("podman"))
                .hasMessageContaining("auto, container, embedded, local, url");
    }

    @Test
    void an_engine_that_is_not_there_is_silent_for_a_reason() {
        assertThat(ContainerEngine.at("unix:///no/such/engine.sock").silence()).isNotNull();
        assertThat(ContainerEngine.at("tcp://127.0.0.1:" + OwnServer.freePort()).silence())
                .contains("refused");
        assertThat(ContainerEngine.at("tcp://127.0.0.1:1").has("postgres:17")).isFalse();
    }
}
