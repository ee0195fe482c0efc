package dev.lockkeeper.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The container engine of this machine, asked the few things that must be quick: does it answer, has it an image.
 *
 * <p>Plain HTTP over its socket takes milliseconds; loading the container library to learn that there is no engine
 * would take longer than starting an embedded server.
 */
final class ContainerEngine {

    private static final long PATIENCE_MILLIS = 1500;

    private final String endpoint;

    private ContainerEngine(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Where an engine is expected: as the container library looks for it; null when there is no sign of one. */
    static @Nullable ContainerEngine find() {
        String chosen = System.getenv("DOCKER_HOST");
        if (chosen == null || chosen.isBlank()) {
            chosen = configured();
        }
        if (chosen != null && !chosen.isBlank()) {
            return new ContainerEngine(chosen.strip());
        }
        return sockets().stream()
                .filter(Files::exists)
                .findFirst()
                .map(socket -> new ContainerEngine("unix://" + socket))
                .orElse(null);
    }

    static ContainerEngine at(String endpoint) {
        return new ContainerEngine(endpoint);
    }

    static String placesLooked() {
        List<String> places = new ArrayList<>(List.of("DOCKER_HOST is not set"));
        sockets().forEach(socket -> places.add("no " + socket));
        return String.join(", ", places);
    }

    String endpoint() {
        return endpoint;
    }

    /** Null when it answers, else what happened instead. */
    @Nullable
    String silence() {
        if (!plain()) {
            // An encrypted or remote engine: only the container library can tell.
            return null;
        }
        try {
            int status = request("GET", "/_ping");
            return status == 200 ? null : "it answered " + status;
        } catch (IOException e) {
            return CacheFolder.words(e);
        }
    }

    /** Whether the image need not be pulled; true when that cannot be asked in a plain way. */
    boolean has(String image) {
        try {
            return !plain() || request("GET", "/images/" + image + "/json") == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes a container with its volumes; one that is gone already is no trouble. False if the engine did not do it. */
    boolean remove(String container) {
        try {
            int status = request("DELETE", "/containers/" + container + "?force=1&v=1");
            return status == 204 || status == 404;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean plain() {
        return endpoint.startsWith("unix://")
                || (endpoint.startsWith("tcp://") && System.getenv("DOCKER_TLS_VERIFY") == null);
    }

    private int request(String method, String path) throws IOException {
        try (SocketChannel channel = open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            ByteBuffer request = StandardCharsets.US_ASCII.encode(
                    method + " " + path + " HTTP/1.0\r\nHost: engine\r\nContent-Length: 0\r\n\r\n");
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.register(selector, SelectionKey.OP_READ);
            return status(channel, selector);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IOException("the address " + endpoint + " cannot be used: " + e.getMessage());
        }
    }

    private SocketChannel open() throws IOException {
        if (endpoint.startsWith("unix://")) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(endpoint.substring("unix://".length())));
            return channel;
        }
        URI uri = URI.create(endpoint);
        SocketChannel channel = SocketChannel.open();
        channel.socket().connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort()), (int)
                PATIENCE_MILLIS);
        return channel;
    }

    /** Of {@code HTTP/1.1 200 OK} the number. */
    private static int status(SocketChannel channel, Selector selector) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(256);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (answer.position() < 12) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("no answer within " + PATIENCE_MILLIS + " ms");
            }
            selector.select(left);
            if (channel.read(answer) < 0) {
                throw new IOException("it hung up");
            }
        }
        String line = new String(answer.array(), 0, 12, StandardCharsets.US_ASCII);
        try {
            return Integer.parseInt(line.substring(9).strip());
        } catch (NumberFormatException e) {
            throw new IOException("it does not speak HTTP");
        }
    }

    private static @Nullable String configured() {
        Path file = Path.of(System.getProperty("user.home", "."), ".testcontainers.properties");
        if (!Files.isReadable(file)) {
            return null;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            return null;
        }
        return properties.getProperty("docker.host", properties.getProperty("tc.host"));
    }

    private static List<Path> sockets() {
        String home = System.getProperty("user.home", ".");
        List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank()) {
            sockets.add(Path.of(runtime, "docker.sock"));
        }
        sockets.add(Path.of(home, ".docker", "run", "docker.sock"));
        sockets.add(Path.of(home, ".docker", "desktop", "docker.sock"));
        return sockets;
    }
}
