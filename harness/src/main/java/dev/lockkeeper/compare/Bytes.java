package dev.lockkeeper.compare;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as a value that can be compared. */
final class Bytes implements Comparable<Bytes> {

    private final byte[] content;

    Bytes(byte[] content) {
        this.content = content;
    }

    byte[] content() {
        return content;
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "\\x" + HexFormat.of().formatHex(content);
    }
}
