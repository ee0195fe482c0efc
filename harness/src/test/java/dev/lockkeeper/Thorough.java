package dev.lockkeeper;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether tests do all they can: with {@code -Dlockkeeper.thorough}, as before a release. Otherwise the largest of them take
 * an even sample, so that a build stays short.
 */
public final class Thorough {

    public static final boolean ON = System.getProperty("lockkeeper.thorough") != null;

    private Thorough() {}

    /** All, or every so manieth from an offset on. */
    public static <T> List<T> sample(List<T> all, int oneIn, int offset) {
        return ON
                ? all
                : IntStream.range(0, all.size())
                        .filter(place -> place % oneIn == offset)
                        .mapToObj(all::get)
                        .toList();
    }
}
