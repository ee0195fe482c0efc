package dev.lockkeeper.model;

import java.util.Comparator;

/** A line of a file of the chain; the file is named relative to the chain's folder, the first line is 1. */
public record SourceSpan(String file, int line) implements Comparable<SourceSpan> {

    private static final Comparator<SourceSpan> ORDER =
            Comparator.comparing(SourceSpan::file).thenComparingInt(SourceSpan::line);

    public SourceSpan {
        if (line < 1) {
            throw new IllegalArgumentException("line " + line + " of " + file);
        }
    }

    @Override
    public int compareTo(SourceSpan other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
