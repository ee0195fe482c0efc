package dev.lockkeeper.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.LockkeeperException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("where servers are kept is set for the one Java process")
class NoRoomIT {

    @Test
    void a_place_without_room_is_named_with_what_it_has() throws Exception {
        try (SmallDisk disk = SmallDisk.mount()) {
            System.setProperty("lockkeeper.servers", disk.path().toString());
            assertThatThrownBy(() -> Servers.start(ServerRequest.of("17").from(Provider.EMBEDDED)))
                    .isInstanceOf(LockkeeperException.class)
                    .hasMessageContaining("Could not start PostgreSQL 17")
                    .hasMessageContaining(disk.path() + " (")
                    .hasMessageContaining("MB free")
                    .hasMessageContaining("No space left")
                    .hasMessageContaining("LOCKKEEPER_SERVERS");
            try (var rest = Files.list(disk.path())) {
                assertThat(rest).as("what was begun is taken away").isEmpty();
            }
        } finally {
            System.clearProperty("lockkeeper.servers");
        }
    }
}
