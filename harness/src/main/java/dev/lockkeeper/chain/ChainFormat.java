package dev.lockkeeper.chain;

import dev.lockkeeper.model.Chain;
import java.nio.file.Path;
import java.util.Optional;

/** Recognises a folder and reads it into a chain; never touches a server. */
public interface ChainFormat {

    /** The word of the configuration and of reports, e.g. {@code golang-migrate}. */
    String id();

    /** What the format is, in one line, for {@code lockkeeper formats}. */
    FormatCard card();

    /** Why this folder looks like this format, in words for people; empty when it does not. */
    Optional<String> recognise(Path folder);

    /** The same, from a look that all formats share. */
    default Optional<String> recognise(Glance glance) {
        return recognise(glance.folder());
    }

    /** Whether the format stands back as soon as any other one knows the folder, since its files have no mark of a tool. */
    default boolean isLastResort() {
        return false;
    }

    /**
     * Reads the folder.
     *
     * @throws dev.lockkeeper.model.LockkeeperException with every mistake in it at once, each at file and line
     */
    Chain read(Path folder, ReadOptions options);
}
