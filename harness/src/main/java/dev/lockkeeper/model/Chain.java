package dev.lockkeeper.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of steps in one folder, in one tool's format.
 *
 * @param format the id of the format, e.g. {@code golang-migrate}
 * @param batch whether the tool runs everything pending in one transaction
 * @param oneSession whether the tool runs all files in one session, so that a {@code SET} leaks into the next file
 * @param read what was seen while reading: files ignored, inert markers, several heads
 * @param driver runs steps that are programs; null when every step is SQL
 * @param digest {@code sha256:…} over all steps' checksums in order
 */
public record Chain(
        String name,
        String format,
        Path path,
        List<Step> steps,
        boolean batch,
        boolean oneSession,
        List<Fact> read,
        @Nullable ChainDriver driver,
        String digest) {

    public Chain {
        steps = List.copyOf(steps);
        read = List.copyOf(read);
    }

    public Optional<Step> step(String version) {
        return steps.stream().filter(step -> step.version().equals(version)).findFirst();
    }

    public Chain named(String other) {
        return new Chain(other, format, path, steps, batch, oneSession, read, driver, digest);
    }

    public Chain withSteps(List<Step> other, boolean asBatch) {
        return new Chain(name, format, path, other, asBatch, oneSession, read, driver, digest);
    }
}
