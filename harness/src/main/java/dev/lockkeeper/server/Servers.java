package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.util.List;

/** Starts throwaway servers: the only way to get one. */
public final class Servers {

    private static final String ASKED = "as asked for";

    private Servers() {}

    /** A server as requested, or a {@link LockkeeperException} that names what was tried. */
    public static ThrowawayServer start(ServerRequest request) {
        request.wanted();
        return switch (request.provider()) {
            case AUTO -> automatic(request);
            case CONTAINER -> new ContainerSource().start(request, ASKED);
            case EMBEDDED -> new EmbeddedSource().start(request, ASKED);
            case LOCAL -> new LocalSource().start(request, ASKED);
            case URL -> new UrlSource().start(request, ASKED);
        };
    }

    /** For each kind of server whether it can be had here, and in words why or why not; starts nothing. */
    public static List<Availability> probe(ServerRequest request) {
        return List.of(
                new ContainerSource().probe(request),
                new EmbeddedSource().probe(request),
                new LocalSource().probe(request),
                new UrlSource().probe(request));
    }

    private static ThrowawayServer automatic(ServerRequest request) {
        ContainerSource containers = new ContainerSource();
        String obstacle = containers.obstacle(request);
        if (obstacle == null) {
            try {
                return containers.startSoon(request, "as an engine answers and has the image");
            } catch (LockkeeperException e) {
                obstacle = "the container did not start (" + oneLine(e) + ")";
                request.progress().accept("No container: " + obstacle + ". Using embedded binaries.");
            }
        }
        try {
            return new EmbeddedSource().start(request, "as " + obstacle);
        } catch (LockkeeperException e) {
            throw LockkeeperException.because("Could not get a PostgreSQL to try the migrations on. Tried a container: "
                            + obstacle + ". Tried embedded binaries: " + e.getMessage())
                    .tryThis("lockkeeper doctor, which says what each provider lacks here.")
                    .causedBy(e);
        }
    }

    private static String oneLine(LockkeeperException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\n\\s*", " ");
    }
}
