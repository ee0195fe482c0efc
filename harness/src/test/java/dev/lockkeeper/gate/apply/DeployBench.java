package dev.lockkeeper.gate.apply;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.gate.TrustedKey;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.LiveDatabase;
import dev.lockkeeper.target.Memory;
import dev.lockkeeper.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A live database of a test's own, a chain in a folder, and runs of that chain on it. */
public final class DeployBench implements AutoCloseable {

    private final LiveDatabase live;
    private final Path folder;
    private final String format;

    public DeployBench(Path folder, String format) {
        this(folder, format, new LiveDatabase());
    }

    /** @param live closed with this */
    public DeployBench(Path folder, String format, LiveDatabase live) {
        this.live = live;
        this.folder = folder;
        this.format = format;
    }

    public void lay(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public LiveDatabase live() {
        return live;
    }

    public Chain chain() {
        return ChainFormats.read(folder, format, ReadOptions.named("shop"));
    }

    public Target target() {
        return live.target();
    }

    public List<History> histories(Target target) {
        return List.of(History.read(target, chain(), Optional.empty(), Memory.none()));
    }

    public ApplyRequest request() {
        return request((chain, step) -> true);
    }

    public ApplyRequest request(BiPredicate<String, Step> lossless) {
        return new ApplyRequest(
                this::target,
                this::histories,
                DeployBench::server,
                Optional.empty(),
                List.of(),
                lossless,
                Optional.empty(),
                new LockPolicy(Duration.ofMillis(200), 6, Duration.ofMillis(20)),
                true,
                Clock.systemUTC(),
                line -> {});
    }

    public ApplyRequest attested(Path attestation, List<TrustedKey> trusted) {
        ApplyRequest plain = request();
        return new ApplyRequest(
                plain.target(),
                plain.histories(),
                () -> {
                    throw new IllegalStateException("an attestation says where each step leads");
                },
                Optional.of(attestation),
                trusted,
                plain.lossless(),
                plain.backup(),
                plain.locks(),
                true,
                plain.clock(),
                plain.progress());
    }

    /** The tests' shared server, which nobody may stop. */
    public static ThrowawayServer server() {
        return server("17");
    }

    public static ThrowawayServer server(String version) {
        ThrowawayServer shared = RuleTrial.server(version);
        return new ThrowawayServer() {
            @Override
            public ServerInfo info() {
                return shared.info();
            }

            @Override
            public DatabaseAddress address(String database) {
                return shared.address(database);
            }

            @Override
            public Connection connect(String database) throws SQLException {
                return shared.connect(database);
            }

            @Override
            public String createDatabase(String hint) {
                return shared.createDatabase(hint);
            }

            @Override
            public String cloneDatabase(String template) {
                return shared.cloneDatabase(template);
            }

            @Override
            public void dropDatabase(String database) {
                shared.dropDatabase(database);
            }

            @Override
            public void close() {
                // Others still use it.
            }
        };
    }

    @Override
    public void close() {
        live.close();
    }
}
