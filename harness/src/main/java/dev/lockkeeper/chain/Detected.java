package dev.lockkeeper.chain;

/** A format that a folder may be in, and why we think so. */
public record Detected(ChainFormat format, String why) {

    @Override
    public String toString() {
        return format.id() + " (" + why + ")";
    }
}
