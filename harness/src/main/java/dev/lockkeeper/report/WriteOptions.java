package dev.lockkeeper.report;

import org.jspecify.annotations.Nullable;

/**
 * How a report is to look where it is read; none of it changes what the report says.
 *
 * @param colour whether the reader is a terminal that shows colours
 * @param width characters on one line
 * @param folder where the run stood below the root of the repository, so that a code host finds the files; empty at the
 *     root itself
 * @param link where a line of a file can be read, with {@code {path}} and {@code {line}} to fill in, or null
 */
public record WriteOptions(boolean colour, int width, String folder, @Nullable String link) {

    private static final int WIDTH_WITHOUT_TERMINAL = 100;

    public static WriteOptions plain() {
        return new WriteOptions(false, WIDTH_WITHOUT_TERMINAL, "", null);
    }

    public WriteOptions withColour(boolean other) {
        return new WriteOptions(other, width, folder, link);
    }

    public WriteOptions withWidth(int other) {
        return new WriteOptions(colour, other, folder, link);
    }

    public WriteOptions withFolder(String other) {
        return new WriteOptions(colour, width, other, link);
    }

    public WriteOptions withLink(@Nullable String other) {
        return new WriteOptions(colour, width, folder, other);
    }
}
