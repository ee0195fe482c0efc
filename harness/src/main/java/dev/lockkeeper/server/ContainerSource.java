package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Servers in a container: the official image, or the one the user names. */
final class ContainerSource implements ServerSource {

    /** What an automatic choice waits for a download, before embedded binaries are the better idea. */
    private static final int SHORT_PULL_SECONDS = 30;

    private static final int LONG_PULL_SECONDS = 900;
    private static final int SHORT_START_SECONDS = 20;

    /** The image with which the container library, inside a container, finds out where the engine's ports appear. */
    private static final String SCOUT_IMAGE = "alpine:3.17";

    private static final Pattern TAG = Pattern.compile(":(1\\d)(?=[.-]|$)[^/]*$");

    @Override
    public Availability probe(ServerRequest request) {
        String silence = silence();
        if (silence != null) {
            return new Availability(Provider.CONTAINER, false, silence);
        }
        ContainerEngine engine = engine();
        String image = image(request);
        return new Availability(
                Provider.CONTAINER,
                true,
                "an engine answers at " + engine.endpoint() + "; image " + image
                        + (engine.has(image) ? " is local" : " would have to be pulled"));
    }

    /** Why an automatic choice should not fall on a container; null when nothing speaks against it. */
    @Nullable
    String obstacle(ServerRequest request) {
        String silence = silence();
        if (silence != null) {
            return silence;
        }
        if (Files.exists(Path.of("/.dockerenv"))
                && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null
                && !engine().has(SCOUT_IMAGE)) {
            return "this is the inside of a container itself, and neither TESTCONTAINERS_HOST_OVERRIDE nor image "
                    + SCOUT_IMAGE + " is there to tell where the engine's ports appear";
        }
        return pull(request, SHORT_PULL_SECONDS);
    }

    /** Gives up when it takes too long; a server that comes later goes again at once. */
    ThrowawayServer startSoon(ServerRequest request, String why) {
        try {
            return Bounded.call(SHORT_START_SECONDS, () -> start(request, why), ThrowawayServer::close);
        } catch (TimeoutException e) {
            throw LockkeeperException.because("Could not start a container from " + image(request) + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .causedBy(e);
        }
    }

    @Override
    public ThrowawayServer start(ServerRequest request, String why) {
        String image = image(request);
        String obstacle = silence();
        if (obstacle == null) {
            obstacle = pull(request, LONG_PULL_SECONDS);
        }
        if (obstacle != null) {
            throw LockkeeperException.because("Could not start a container from " + image + ".")
                    .answered(obstacle)
                    .tryThis("docker run --rm " + image + ", or --provider embedded.");
        }
        ServerPlaces.sweep();
        String version =
                request.image() != null && request.wanted() == null ? "the version it has" : request.versionReason();
        String reason = "container from " + image + ", " + why + "; " + version;
        return start(request, image, reason);
    }

    private static ThrowawayServer start(ServerRequest request, String image, String reason) {
        try {
            ThrowawayServer server = RunningServer.ours(run(request, image), Provider.CONTAINER, reason);
            requireVersion(server, request, image);
            return server;
        } catch (IOException e) {
            throw LockkeeperException.because("Could not start a container from " + image + ".")
                    .answered(CacheFolder.words(e))
                    .causedBy(e);
        }
    }

    private static Started run(ServerRequest request, String image) throws IOException {
        List<Path> places = ServerPlaces.all();
        ServerFolder folder = ServerFolder.create(places.get(places.size() - 1));
        try {
            String name = ContainerNote.write(folder.path(), engine());
            Started container = ContainerServer.run(image, name, major(request, image));
            return new Started(container.address(), () -> {
                container.stop().run();
                folder.release();
            });
        } catch (IOException | RuntimeException e) {
            folder.release();
            throw e;
        }
    }

    /** Decides which options the server is given; those of an old version are understood by all. */
    private static int major(ServerRequest request, String image) {
        ServerVersion wanted = request.wanted();
        if (wanted != null || request.image() == null) {
            return request.wantedOrNewest().major();
        }
        Matcher tag = TAG.matcher(image);
        return tag.find() ? Integer.parseInt(tag.group(1)) : ServerVersion.OLDEST;
    }

    private static void requireVersion(ThrowawayServer server, ServerRequest request, String image) {
        ServerVersion wanted = request.wanted();
        if (wanted != null && !wanted.matches(server.info().version())) {
            server.close();
            throw LockkeeperException.because("The image " + image + " holds PostgreSQL "
                            + server.info().version() + ", but " + wanted + " is wanted (" + request.versionWhy()
                            + ").")
                    .tryThis("an image of that version, or another --postgres.");
        }
    }

    private static @Nullable String silence() {
        ContainerEngine engine = ContainerEngine.find();
        if (engine == null) {
            return "no container engine is here (" + ContainerEngine.placesLooked() + ")";
        }
        String silence = engine.silence();
        return silence == null ? null : "the container engine at " + engine.endpoint() + " does not answer: " + silence;
    }

    private static ContainerEngine engine() {
        ContainerEngine engine = ContainerEngine.find();
        if (engine == null) {
            throw new IllegalStateException("asked for an engine where there is none");
        }
        return engine;
    }

    private static @Nullable String pull(ServerRequest request, int seconds) {
        String image = image(request);
        if (engine().has(image)) {
            return null;
        }
        request.progress().accept("Pulling image " + image + " (at most " + seconds + " s).");
        try {
            String trouble = Bounded.call(seconds, () -> ContainerServer.pull(image), late -> {});
            return trouble.isEmpty() ? null : notPulled(image, trouble);
        } catch (TimeoutException e) {
            return notPulled(image, String.valueOf(e.getMessage()));
        }
    }

    private static String notPulled(String image, String trouble) {
        return "image " + image + " is not local and was not pulled: " + trouble;
    }

    private static String image(ServerRequest request) {
        return request.image() != null ? request.image() : "postgres:" + request.wantedOrNewest();
    }
}
