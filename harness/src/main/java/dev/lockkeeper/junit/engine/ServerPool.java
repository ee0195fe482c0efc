package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lends servers: one verification has a server to itself, for roles belong to a whole server, and the next one of the same
 * version finds it running.
 */
public final class ServerPool implements AutoCloseable {

    /** What makes two requests equal. */
    private record Kind(
            @Nullable String version, Provider provider, @Nullable String image, @Nullable String scratchUrl) {

        static Kind of(ServerRequest request) {
            return new Kind(request.version(), request.provider(), request.image(), request.scratchUrl());
        }
    }

    private final Map<Kind, Deque<ThrowawayServer>> idle = new HashMap<>();
    private final Map<Kind, LockkeeperException> hopeless = new HashMap<>();
    private final List<ThrowawayServer> started = new ArrayList<>();

    /** Does work on a server nobody else has meanwhile. */
    public <T> T with(ServerRequest request, Function<ThrowawayServer, T> work) {
        ThrowawayServer server = take(request);
        T result = work.apply(server);
        // A server on which the work broke off is not lent again: something may have stayed on it.
        giveBack(request, server);
        return result;
    }

    /** A server for whoever asks alone, until it is given back. */
    public ThrowawayServer take(ServerRequest request) {
        Kind kind = Kind.of(request);
        synchronized (this) {
            LockkeeperException failed = hopeless.get(kind);
            if (failed != null) {
                throw failed;
            }
            ThrowawayServer free =
                    idle.computeIfAbsent(kind, any -> new ArrayDeque<>()).pollFirst();
            if (free != null) {
                return free;
            }
        }
        try {
            ThrowawayServer server = Servers.start(request);
            synchronized (this) {
                started.add(server);
            }
            return server;
        } catch (LockkeeperException failed) {
            synchronized (this) {
                hopeless.put(kind, failed);
            }
            throw failed;
        }
    }

    public synchronized void giveBack(ServerRequest request, ThrowawayServer server) {
        idle.computeIfAbsent(Kind.of(request), any -> new ArrayDeque<>()).addFirst(server);
    }

    @Override
    public synchronized void close() {
        started.forEach(ThrowawayServer::close);
        started.clear();
        idle.clear();
    }
}
