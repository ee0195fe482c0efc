package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** A server that we start ourselves from binaries on this machine. */
final class OwnServer {

    private static final int PORTS_TO_TRY = 8;
    private static final long PATIENCE_SECONDS = 60;
    private static final String LOOPBACK = "127.0.0.1";

    private final PostgresBinaries binaries;
    private final DataTemplate template;
    private final IntSupplier ports;

    OwnServer(PostgresBinaries binaries, DataTemplate template, IntSupplier ports) {
        this.binaries = binaries;
        this.template = template;
        this.ports = ports;
    }

    static ThrowawayServer start(
            PostgresBinaries binaries, CacheFolder cache, Provider provider, String why, Consumer<String> progress) {
        Sessions.warmUp();
        ServerPlaces.sweep();
        DataTemplate template = DataTemplate.of(binaries, cache, progress);
        return RunningServer.ours(
                new OwnServer(binaries, template, OwnServer::freePort).start(ServerPlaces.all()), provider, why);
    }

    /** In the first of these places that can hold it. */
    Started start(List<Path> places) {
        List<String> tried = new ArrayList<>();
        for (Path place : places) {
            try {
                return startIn(place);
            } catch (IOException e) {
                tried.add(place + " (" + Space.free(place) + "): " + CacheFolder.words(e));
            }
        }
        throw LockkeeperException.because(
                        "Could not start PostgreSQL " + binaries.version() + " from " + binaries.bin() + ". Tried:")
                .answered(String.join("\n", tried))
                .tryThis("making room there, setting LOCKKEEPER_SERVERS to a folder with 200 MB free,"
                        + " or another --provider.");
    }

    /** The port was free when we asked for one; somebody may take it before the server does. */
    private Started startIn(Path place) throws IOException {
        IOException taken = new IOException("no port to try");
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            try {
                return startAt(ports.getAsInt(), ServerFolder.create(place));
            } catch (PortTaken e) {
                taken = e;
            }
        }
        throw taken;
    }

    private Started startAt(int port, ServerFolder folder) throws IOException {
        boolean ready = false;
        try {
            folder.give();
            Guard guard = Guard.start(folder.path(), template, binaries, port);
            Runnable stop = () -> {
                guard.close();
                folder.release();
            };
            try {
                awaitReady(guard, folder.path());
                ready = true;
            } finally {
                if (!ready) {
                    guard.close();
                }
            }
            return new Started(
                    new DatabaseAddress(LOOPBACK, port, "postgres", DataTemplate.SUPERUSER, template.secret()), stop);
        } finally {
            if (!ready) {
                folder.release();
            }
        }
    }

    /**
     * Waits for the server's own word in postmaster.pid.
     *
     * <p>Knocking at the port could reach a stranger who took it in the meantime; this file is in our own folder.
     */
    private static void awaitReady(Guard guard, Path folder) throws IOException {
        Path status = folder.resolve("data").resolve("postmaster.pid");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!ready(status)) {
            if (guard.ended()) {
                throw trouble(guard.complaint());
            }
            if (System.nanoTime() > end) {
                throw new IOException("it was not ready after " + PATIENCE_SECONDS + " s");
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted");
            }
        }
    }

    private static boolean ready(Path status) {
        try {
            return Files.readString(status, StandardCharsets.ISO_8859_1).contains("\nready");
        } catch (IOException e) {
            return false;
        }
    }

    private static IOException trouble(String complaint) {
        return complaint.contains("could not bind") ? new PortTaken(complaint) : new IOException(complaint.strip());
    }

    private static final class PortTaken extends IOException {
        PortTaken(String complaint) {
            super(complaint);
        }
    }

    /** Chosen by the operating system, which does not hand out the same one again soon. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw LockkeeperException.because("Could not find a free port on " + LOOPBACK + ".")
                    .answered(CacheFolder.words(e))
                    .causedBy(e);
        }
    }
}
