package dev.lockkeeper.cli;

import dev.lockkeeper.config.Reference;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which throwaway server to use; they win over the configuration. */
final class ServerOptions {

    @Option(names = "--postgres", paramLabel = "VERSION", description = "version to replay on, like 17 or 17.6")
    private @Nullable String version;

    @Option(
            names = "--provider",
            paramLabel = "P",
            description = "where the server comes from: auto, container, embedded, local or url")
    private @Nullable String provider;

    @Option(names = "--image", paramLabel = "IMAGE", description = "image for the provider container")
    private @Nullable String image;

    @Option(
            names = "--scratch",
            paramLabel = "URL",
            description = "a server all of which may be lost; NAME of the environment is written as $${NAME}")
    private @Nullable String scratch;

    ServerRequest applyTo(ServerRequest configured, Console console) {
        ServerRequest server = version == null ? configured : asking(configured, version);
        server = image == null ? server : server.withImage(image);
        server = provider == null ? server : server.from(Provider.named(provider));
        return scratch == null ? server : server.at(scratchUrl(scratch, console));
    }

    private static ServerRequest asking(ServerRequest server, String version) {
        return new ServerRequest(
                version,
                "asked for by --postgres",
                server.provider(),
                server.image(),
                server.scratchUrl(),
                server.progress());
    }

    private static String scratchUrl(String text, Console console) {
        return new Reference("--scratch", text, new SourceSpan("command line", 1)).value(console.environment());
    }
}
