package dev.lockkeeper.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    private static final byte[] MESSAGE = "the water stands right".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void what_the_secret_half_signs_the_open_half_believes() {
        KeyFiles made = KeyFiles.create(folder);

        SigningKey key =
                SigningKey.find(Optional.of(made.secret()), name -> null).orElseThrow();
        List<TrustedKey> trusted = TrustedKey.find(List.of(made.open()), name -> null);

        assertThat(trusted).singleElement().matches(one -> one.verifies(MESSAGE, key.sign(MESSAGE)));
        assertThat(trusted.get(0).id()).isEqualTo(made.id());
        assertThat(trusted.get(0).verifies(new byte[1], key.sign(MESSAGE))).isFalse();
    }

    @Test
    void the_secret_half_is_its_owners_alone_and_never_committed() throws IOException {
        Files.writeString(folder.resolve(".gitignore"), "*.log");

        KeyFiles made = KeyFiles.create(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.secret())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve(".gitignore")).hasContent("*.log\n/lockkeeper-signing.key\n");
    }

    @Test
    void a_pair_is_never_written_over() {
        KeyFiles.create(folder);

        assertThatThrownBy(() -> KeyFiles.create(folder)).hasMessageContaining("There is a key already");
    }

    @Test
    void a_key_that_others_may_read_is_refused() throws IOException {
        KeyFiles made = KeyFiles.create(folder);
        Files.setPosixFilePermissions(made.secret(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SigningKey.read(made.secret()))
                .hasMessageContaining("Others may read the signing key");
    }

    @Test
    void halves_of_two_pairs_are_refused() {
        String mixed = SigningKey.create().pem().split("-----BEGIN PUBLIC", 2)[0]
                + SigningKey.create().half().pem();

        assertThatThrownBy(() -> SigningKey.parse(mixed, "here")).hasMessageContaining("not of one pair");
    }

    @Test
    void the_environment_will_do_also_without_its_line_ends() {
        SigningKey key = SigningKey.create();
        Map<String, String> environment = Map.of(
                SigningKey.VARIABLE,
                key.pem().replace("\n", " "),
                TrustedKey.VARIABLE,
                SigningKey.create().half().pem() + key.half().pem());

        SigningKey found = SigningKey.find(Optional.empty(), environment::get).orElseThrow();

        assertThat(TrustedKey.find(List.of(), environment::get))
                .hasSize(2)
                .anyMatch(one -> one.verifies(MESSAGE, found.sign(MESSAGE)));
    }

    @Test
    void no_message_and_no_text_shows_the_secret() {
        SigningKey key = SigningKey.create();
        String secret = key.pem().lines().toList().get(1);

        assertThat(key.toString()).doesNotContain(secret);
        assertThatThrownBy(() -> SigningKey.parse(key.pem().replaceAll("(?s)-----BEGIN PUBLIC.*", ""), "the variable"))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageNotContaining(secret);
    }
}
