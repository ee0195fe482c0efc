package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.util.function.Supplier;

/** Servers from the embedded binaries that Maven artifacts carry. */
final class EmbeddedSource implements ServerSource {

    private final Supplier<CacheFolder> caches;

    EmbeddedSource() {
        this(CacheFolder::open);
    }

    EmbeddedSource(Supplier<CacheFolder> caches) {
        this.caches = caches;
    }

    @Override
    public Availability probe(ServerRequest request) {
        try {
            CacheFolder cache = caches.get();
            EmbeddedBinaries binaries = EmbeddedBinaries.of(request.wantedOrNewest(), cache);
            ServerUser.current();
            String state = binaries.cached()
                    ? "extracted in " + cache.root()
                    : binaries.artifact().local() != null
                            ? "in the local Maven repository"
                            : "not here yet: mvn will fetch " + binaries.artifact();
            return new Availability(Provider.EMBEDDED, true, "PostgreSQL " + binaries.version() + ", " + state);
        } catch (LockkeeperException e) {
            return Availability.not(Provider.EMBEDDED, e);
        }
    }

    @Override
    public ThrowawayServer start(ServerRequest request, String why) {
        CacheFolder cache = caches.get();
        EmbeddedBinaries embedded = EmbeddedBinaries.of(request.wantedOrNewest(), cache);
        String reason = "embedded binaries, " + why + "; " + request.versionReason();
        try {
            return start(request, embedded, cache, reason);
        } catch (LockkeeperException e) {
            // Somebody who tidied up may have taken half of it.
            boolean binaries = cache.discardIfDamaged(embedded.entry());
            boolean data = cache.discardIfDamaged(DataTemplate.entry(embedded.expected()));
            if (!binaries && !data) {
                throw e;
            }
            request.progress().accept("The cache " + cache.root() + " was damaged; making it anew.");
            return start(request, embedded, cache, reason);
        }
    }

    private static ThrowawayServer start(
            ServerRequest request, EmbeddedBinaries embedded, CacheFolder cache, String reason) {
        PostgresBinaries binaries = embedded.get(request.progress());
        return OwnServer.start(binaries, cache, Provider.EMBEDDED, reason, request.progress());
    }
}
