package dev.lockkeeper.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A folder of migration files that a test writes and reads. */
public final class ChainFolder {

    private final Path folder;

    public ChainFolder(Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    public ChainFolder file(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public ChainFolder bytes(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads it in the format found by looking. */
    public Chain read() {
        return ChainFormats.read(folder, null, ReadOptions.named("chain"));
    }

    public Chain readAs(String format) {
        return ChainFormats.read(folder, format, ReadOptions.named("chain"));
    }

    public LockkeeperException refused() {
        return Objects.requireNonNull(catchThrowableOfType(LockkeeperException.class, this::read));
    }

    public LockkeeperException refusedAs(String format) {
        return Objects.requireNonNull(catchThrowableOfType(LockkeeperException.class, () -> readAs(format)));
    }

    public static List<String> versions(Chain chain) {
        return chain.steps().stream().map(Step::version).toList();
    }

    public static Script up(Chain chain, String version) {
        return script(step(chain, version).up());
    }

    public static Script down(Chain chain, String version) {
        Down down = step(chain, version).down();
        assertThat(down).isInstanceOf(Down.Written.class);
        return script(((Down.Written) down).source());
    }

    public static Step step(Chain chain, String version) {
        return chain.step(version).orElseThrow(() -> new AssertionError("no " + version + " in " + versions(chain)));
    }

    public static Script script(Source source) {
        assertThat(source).isInstanceOf(Script.class);
        return (Script) source;
    }

    public static List<String> sql(Script script) {
        return script.statements().stream().map(Statement::sql).toList();
    }

    public static <T extends Fact> List<T> seen(Chain chain, Class<T> type) {
        return chain.read().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
