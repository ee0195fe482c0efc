package dev.lockkeeper.server;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The throwaway server a run asks for.
 *
 * @param version {@code 17} or {@code 17.6}; null for the newest that can be had, or the scratch server's own
 * @param versionWhy who chose that version, in a few words: {@code asked for by --postgres}
 * @param image the container image to use instead of the official one
 * @param scratchUrl the scratch server of provider {@code url}: {@code postgresql://…} or {@code jdbc:postgresql://…}
 * @param progress told in one line what takes long: a download, a pulled image
 */
public record ServerRequest(
        @Nullable String version,
        String versionWhy,
        Provider provider,
        @Nullable String image,
        @Nullable String scratchUrl,
        Consumer<String> progress) {

    private static final String BY_DEFAULT = "nothing asks for another";

    public ServerRequest {
        Objects.requireNonNull(versionWhy);
        Objects.requireNonNull(provider);
        Objects.requireNonNull(progress);
    }

    /** That version, or the newest one when there is none, from wherever it can be had. */
    public static ServerRequest of(@Nullable String version) {
        return new ServerRequest(version, "as asked", Provider.AUTO, null, null, line -> {});
    }

    /** That version where nobody asks for one; a server that is there already may have another. */
    public static ServerRequest byDefault(String version) {
        return of(version).because(BY_DEFAULT);
    }

    public ServerRequest because(String reason) {
        return new ServerRequest(version, reason, provider, image, scratchUrl, progress);
    }

    public ServerRequest from(Provider other) {
        return new ServerRequest(version, versionWhy, other, image, scratchUrl, progress);
    }

    public ServerRequest withImage(@Nullable String other) {
        return new ServerRequest(version, versionWhy, provider, other, scratchUrl, progress);
    }

    /** Uses the server at that address and nothing else. */
    public ServerRequest at(String url) {
        String asked = versionWhy.equals(BY_DEFAULT) ? null : version;
        return new ServerRequest(asked, versionWhy, Provider.URL, image, url, progress);
    }

    public ServerRequest telling(Consumer<String> listener) {
        return new ServerRequest(version, versionWhy, provider, image, scratchUrl, listener);
    }

    @Nullable
    ServerVersion wanted() {
        return version == null ? null : ServerVersion.parse(version);
    }

    ServerVersion wantedOrNewest() {
        ServerVersion wanted = wanted();
        return wanted == null ? new ServerVersion(ServerVersion.NEWEST, null) : wanted;
    }

    /** Why that version, for the report. */
    String versionReason() {
        return version == null
                ? "PostgreSQL " + ServerVersion.NEWEST + ", the newest known, as no version was asked for"
                : "PostgreSQL " + version + ", " + versionWhy;
    }
}
