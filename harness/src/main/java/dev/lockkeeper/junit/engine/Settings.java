package dev.lockkeeper.junit.engine;

import dev.lockkeeper.config.Reference;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a run of tests is told from outside; it wins over annotations and files. */
public final class Settings {

    private final Function<String, Optional<String>> parameters;

    /** @param parameters those of the JUnit Platform, which also asks system properties */
    public Settings(Function<String, Optional<String>> parameters) {
        this.parameters = parameters;
    }

    /** How many verifications go on at once. */
    int jobs() {
        return text("jobs")
                .map(Settings::number)
                .orElseGet(() -> Math.max(1, Runtime.getRuntime().availableProcessors()));
    }

    /** Where to write down what was proved. */
    Optional<Path> claims() {
        return text("claims").map(Path::of);
    }

    Optional<String> onlyNewSince() {
        return text("onlyNewSince");
    }

    /** Whether each step is also run beside others. */
    boolean rehearse() {
        return text("rehearse").map(Boolean::parseBoolean).orElse(false);
    }

    /** The versions to verify on, given those somebody asked for nearer by. */
    List<String> versions(List<String> asked) {
        return text("postgres").map(Settings::list).orElse(asked);
    }

    /** The server as the settings want it. */
    public ServerRequest applyTo(ServerRequest request) {
        ServerRequest server = request;
        Optional<String> image = text("image");
        Optional<String> provider = text("provider");
        Optional<String> scratch = text("scratch");
        if (image.isPresent()) {
            server = server.withImage(image.get());
        }
        if (provider.isPresent()) {
            server = server.from(Provider.named(provider.get()));
        }
        return scratch.isPresent() ? server.at(address(scratch.get())) : server;
    }

    private Optional<String> text(String name) {
        return parameters.apply("lockkeeper." + name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String address(String template) {
        return new Reference("lockkeeper.scratch", template, new SourceSpan("system properties", 1))
                .value(System::getenv);
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static int number(String text) {
        if (text.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(text);
        }
        throw LockkeeperException.because("lockkeeper.jobs is \"" + text + "\".")
                .tryThis("a number from 1 on.");
    }
}
